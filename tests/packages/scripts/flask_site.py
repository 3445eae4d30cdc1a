"""Flask with Werkzeug, Jinja2, itsdangerous and click: routes, templates, sessions, errors, the command line."""
import click
from flask import Blueprint, Flask, abort, flash, g, get_flashed_messages, jsonify, redirect, render_template_string, request, session, url_for

app = Flask('demo')
app.secret_key = 'not secret'
api = Blueprint('api', __name__, url_prefix='/api')

PAGE = '''{% macro item(x) %}<li>{{ x|upper }}</li>{% endmacro %}
<ul>{% for x in things if x %}{{ item(x) }}{% else %}none{% endfor %}</ul>
{{ "<b>" }} {{ "<b>"|safe }} {{ {"b": 1, "a": [1, 2]}|tojson }} {% set n = 3 %}{{ n ** 2 }}'''


@app.route('/')
def index():
    return render_template_string(PAGE, things=['one', '', 'two & three'])


@app.route('/user/<int:number>/<path:rest>', methods=['GET', 'POST'])
def user(number, rest):
    session['last'] = number
    flash('seen')
    return f'{request.method} {number} {rest} {request.args.get("q")} {request.form.to_dict()}'


@api.get('/data')
def data():
    return jsonify(last=session.get('last'), messages=get_flashed_messages(), g=g.value)


@api.post('/echo')
def echo():
    return request.get_json() | {'more': True}


@app.before_request
def before():
    g.value = 42


@app.errorhandler(404)
def missing(error):
    return {'error': error.name}, 404


@app.route('/go')
def go():
    return redirect(url_for('user', number=7, rest='a/b', q='x y'))


@app.route('/forbidden')
def forbidden():
    abort(403, 'not you')


@app.cli.command('greet')
@click.argument('name')
@click.option('--times', default=1, show_default=True)
def greet(name, times):
    """Greets somebody."""
    for _ in range(times):
        click.echo(f'hello {name}')


app.register_blueprint(api)
client = app.test_client()
print(client.get('/').text)
r = client.get('/go', follow_redirects=True)
print(r.status, r.text, r.request.path)
print(client.post('/user/5/x', data={'a': 'b'}).text)
print(client.get('/api/data').json)
print(client.post('/api/echo', json={'k': [1]}).json, client.post('/api/echo', data='x').status)
print(client.get('/nothing').json, client.get('/forbidden').status, client.delete('/').status)
print(sorted(r.rule for r in app.url_map.iter_rules()))
runner = app.test_cli_runner()
for args in ['greet', 'bob', '--times', '2'], ['greet'], ['greet', 'x', '--times', 'y'], ['greet', '--help']:
    result = runner.invoke(args=args)
    print(result.exit_code, result.output)
