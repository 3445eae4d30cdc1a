#!/bin/sh
# Makes the certificates of this directory anew: ./make.sh (needs the openssl command). Afterwards record the ssl goldens
# again. Each x.pem holds a certificate and its key; all are good for a hundred years but expired.pem and future.pem.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
: > "$work/index"; echo 1000 > "$work/crlnumber"; echo 'unique_subject = no' > "$work/index.attr"
cat > "$work/ca.cnf" <<END
[ca]
default_ca = d
[d]
database = $work/index
rand_serial = yes
new_certs_dir = $work
default_md = sha256
policy = p
copy_extensions = none
crlnumber = $work/crlnumber
default_crl_days = 36500
[p]
countryName = optional
organizationName = optional
commonName = supplied
END
key() { openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -out "$work/$1.key"; }
# make NAME ISSUER SUBJECT EXTENSIONS [FROM TO]
make() {
    [ -f "$work/$1.key" ] || key "$1"
    openssl req -new -key "$work/$1.key" -subj "$3" -out "$work/$1.csr"
    printf "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n$4\n" > "$work/$1.ext"
    [ "$4" ] && extensions="-extfile $work/$1.ext" || extensions=
    [ "$1" = "$2" ] && issuer=-selfsign || issuer="-cert $work/$2.crt"
    openssl ca -batch -notext -config "$work/ca.cnf" $issuer -keyfile "$work/$2.key" -in "$work/$1.csr" \
        -out "$work/$1.crt" $extensions -startdate "${5:-20240101000000Z}" -enddate "${6:-21240101000000Z}" \
        2> "$work/log" || { cat "$work/log"; exit 1; }
    cat "$work/$1.crt" "$work/$1.key" > "$1.pem"
}
LEAF='basicConstraints=critical,CA:FALSE'
make ca ca '/C=XX/O=pyr tests/CN=pyr test CA' 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign'
cp "$work/ca.crt" ca.pem
make localhost ca '/C=XX/O=pyr tests/CN=localhost' \
    "$LEAF\nsubjectAltName=DNS:localhost,DNS:*.example.org,IP:127.0.0.1,IP:::1\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth"
make other ca '/CN=other.example' \
    "$LEAF\nsubjectAltName=DNS:other.example,email:me@other.example,URI:https://other.example/x,dirName:d,RID:1.2.3.4,otherName:1.2.3;UTF8:x\nauthorityInfoAccess=OCSP;URI:http://ocsp.example/,caIssuers;URI:http://ca.example/ca.crt\ncrlDistributionPoints=URI:http://crl.example/ca.crl\n[d]\nO=directory\nCN=name"
make client ca '/C=XX/O=pyr tests/CN=a client' "$LEAF\nextendedKeyUsage=clientAuth"
make nosan ca '/CN=nosan.example' "$LEAF"
make expired ca '/CN=localhost' "$LEAF\nsubjectAltName=DNS:localhost" 20200101000000Z 20210101000000Z
make future ca '/CN=localhost' "$LEAF\nsubjectAltName=DNS:localhost" 20900101000000Z 20990101000000Z
make inter ca '/CN=pyr test intermediate' 'basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign'
make deep inter '/CN=deep.example' "$LEAF\nsubjectAltName=DNS:localhost"
make revoked ca '/CN=localhost' "$LEAF\nsubjectAltName=DNS:localhost"
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -quiet -out "$work/rsa.key" 2> /dev/null ||
    openssl genrsa -out "$work/rsa.key" 2048
make rsa ca '/CN=localhost' "$LEAF\nsubjectAltName=DNS:localhost"
make selfsigned selfsigned '/CN=localhost' \
    'basicConstraints=critical,CA:TRUE\nsubjectAltName=DNS:localhost\nkeyUsage=digitalSignature,keyCertSign'
# As in many instructions: version 1, without any extension.
make v1 ca '/CN=localhost' ''
openssl ca -config "$work/ca.cnf" -cert "$work/ca.crt" -keyfile "$work/ca.key" -revoke "$work/revoked.crt" 2> /dev/null
openssl ca -config "$work/ca.cnf" -cert "$work/ca.crt" -keyfile "$work/ca.key" -gencrl \
    -crl_lastupdate 20240101000000Z -crl_nextupdate 21240101000000Z -out crl.pem 2> /dev/null
openssl ec -in "$work/localhost.key" -aes256 -passout pass:secret -out key-old.pem 2> /dev/null
openssl pkcs8 -topk8 -in "$work/localhost.key" -passout pass:secret -out key-sealed.pem
