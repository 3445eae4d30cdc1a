import http.client
