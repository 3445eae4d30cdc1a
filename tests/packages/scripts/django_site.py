"""Django in one file: settings, models on sqlite3, queries, templates, forms, URLs, the test client."""
import django
from django.conf import settings

settings.configure(
    DEBUG=False, SECRET_KEY='x', ROOT_URLCONF=__name__, ALLOWED_HOSTS=['*'], USE_TZ=True,
    DATABASES={'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': ':memory:'}},
    INSTALLED_APPS=[], DEFAULT_AUTO_FIELD='django.db.models.AutoField',
    TEMPLATES=[{'BACKEND': 'django.template.backends.django.DjangoTemplates',
                'OPTIONS': {'loaders': [('django.template.loaders.locmem.Loader', {
                    'page.html': '{% extends "base.html" %}{% block body %}{% for b in books %}{{ forloop.counter }}. '
                                 '{{ b.title|upper }} by {{ b.author.name }}\n{% empty %}none{% endfor %}{% endblock %}',
                    'base.html': '<body>{% block body %}{% endblock %}{{ text }}{% if 2 > 1 and not no %}yes{% endif %}'
                                 '{{ number|floatformat:2 }} {{ day|date:"Y-m-d" }} {% url "show" 5 %}</body>'})]}}],
)
django.setup()
import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import Count, F, Q
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import path, reverse


class Author(models.Model):
    name = models.CharField(max_length=20, unique=True)

    class Meta:
        app_label = 'demo'


class Book(models.Model):
    title = models.CharField(max_length=50)
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name='books')
    pages = models.IntegerField(default=0)
    day = models.DateField(null=True)

    class Meta:
        app_label = 'demo'
        ordering = ['title']


class BookForm(forms.Form):
    title = forms.CharField(max_length=5)
    pages = forms.IntegerField(min_value=1, required=False)

    def clean_title(self):
        if 'x' in self.cleaned_data['title']:
            raise ValidationError('no x')
        return self.cleaned_data['title']


def show(request, number):
    return JsonResponse({'number': number, 'method': request.method, 'q': request.GET.get('q')})


def listing(request):
    return HttpResponse(render_to_string('page.html', {'books': Book.objects.select_related('author')}))


urlpatterns = [path('show/<int:number>/', show, name='show'), path('list/', listing)]

with connection.schema_editor() as editor:
    editor.create_model(Author)
    editor.create_model(Book)
ann = Author.objects.create(name='Ann')
Book.objects.bulk_create([Book(title=t, author=ann, pages=n, day=datetime.date(2020, 1, n)) for n, t in enumerate('cab', 1)])
print(list(Book.objects.values_list('title', 'pages')), Book.objects.filter(Q(pages__gt=1) & ~Q(title='b')).count())
print(Book.objects.values('author__name').annotate(n=Count('id')).order_by(), Book.objects.filter(pages=3).update(pages=F('pages') * 10))
print(Book.objects.order_by('-pages').first().pages, Book.objects.filter(author__name__istartswith='a', day__year=2020).exists())
print(Book.objects.filter(title__in=['a', 'b']).query)
try:
    with transaction.atomic():
        Author.objects.create(name='Ann')
except Exception as error:
    print(type(error).__name__, error)
try:
    Book.objects.get(title='zzz')
except Book.DoesNotExist as error:
    print(error)
form = BookForm({'title': 'toolong', 'pages': '0'})
print(form.is_valid(), form.errors.as_json())
print(BookForm({'title': 'ok'}).is_valid(), BookForm({'title': 'x'}).errors, BookForm().as_p()[:60])
print(render_to_string('page.html', {'books': Book.objects.all(), 'text': '<&>', 'number': 1.005, 'day': datetime.date(2021, 2, 3)}))
setup_test_environment()
client = Client()
print(client.get('/show/7/', {'q': 'ü'}).json(), client.post('/show/8/').json(), client.get('/list/').content.decode()[:30])
print(client.get('/nope/').status_code, reverse('show', args=[3]))
