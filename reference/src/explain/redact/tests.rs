use super::*;

/// Redacts `text` and holds the outcome to what a visitor counts on.
fn hold(text: &str) -> String {
    let clean = redact(text).0;
    let line_ends = |text: &str| text.matches(['\n', '\r']).count();
    assert_eq!(line_ends(&clean), line_ends(text), "{text:?}");
    assert_eq!(secrets(&clean), [], "{text:?} became {clean:?}");
    assert_eq!(redact(&clean).0, clean, "{text:?}");
    clean
}

#[test]
fn secrets_are_taken_out_and_named() {
    let text = "> Authorization: Bearer abc\r\nSet-Cookie: id=7; Secure\nGET /?token=abc&a=1 from 203.0.113.9 by a@b.example\nServer: a";
    let (redacted, kinds) = redact(text);
    assert_eq!(
        redacted,
        "> Authorization: [redacted]\r\nSet-Cookie: [redacted]; Secure\nGET /?token=[redacted]&a=1 from [address] by [e-mail]\nServer: a"
    );
    assert_eq!(
        kinds,
        [Secret::Authorization, Secret::Cookie, Secret::Token, Secret::Email, Secret::IpAddress]
    );
    assert_eq!(secrets(&redacted), []);
}

#[test]
fn a_secret_is_found_wherever_it_stands() {
    for (text, expected) in [
        ("https://me:secret@a.example/x", "https://[redacted]@a.example/x"),
        (
            r#"{ "name": "Cookie", "value": "a=1; b=2" },"#,
            r#"{ "name": "Cookie", "value": "[redacted]" },"#,
        ),
        (
            "$ curl -H 'Authorization: Bearer x.y.z' https://a.example",
            "$ curl -H 'Authorization: [redacted]' https://a.example",
        ),
        (r#"{"password":"hunter22","a":1}"#, r#"{"password":"[redacted]","a":1}"#),
        ("[2001:db8::7]:8080", "[[address]]:8080"),
        ("2001:db8::1 - - [x]", "[address] - - [x]"),
        ("10.0.0.1:443", "[address]:443"),
        ("1234567890TabcdefGHIJKL0123456789xyz", "[redacted]"),
        ("id 9f86d081884c7d659a2feaa0c55ad015", "id [redacted]"),
        (r#"{"auth":"Zm9vOmJhcg=="}"#, r#"{"auth":"[redacted]"}"#),
        (
            "ETag: \"33a64df551425fcc55e4d42a148795d9f25f89d4\" 9f86d081884c7d659a2feaa0c55ad015",
            "ETag: \"33a64df551425fcc55e4d42a148795d9f25f89d4\" [redacted]",
        ),
        (r#"{"auth":"Bearer abcdefgh","n":1}"#, r#"{"auth":"Bearer [redacted]","n":1}"#),
        ("<a@b> a@b.example", "<a@b> [e-mail]"),
        (
            "> POST /services/T0AB1CD2E/B0CD2EF3G/abcdefGHIJKL0123456789xy HTTP/2",
            "> POST /services/[redacted] HTTP/2",
        ),
        (
            r#"{"url":"https:\/\/hooks.slack.com\/services\/T0AB1CD2E\/B0CD2EF3G\/abcdefGHIJKL0123456789xy"}"#,
            r#"{"url":"https:\/\/hooks.slack.com\/services\/[redacted]"}"#,
        ),
        (
            "https://hooks.slack.com/actions/T0AB1CD2E/2197516/abcdefGHIJKL0123456789xy?a=1",
            "https://hooks.slack.com/actions/[redacted]?a=1",
        ),
        (
            "/workflows/T0AB1CD2E/A0CD2EF3G/421975162/abcdefGHIJKL0123456789xy /triggers/E0AB1CD2E/4219751/0123456789abcdef0 /commands/T0AB1CD2E/4219751/abcdefGHIJKL0123456789xy",
            "/workflows/[redacted] /triggers/[redacted] /commands/[redacted]",
        ),
        (
            "GET /file/bot123:AAH-abcdefghijklmnopqrstuvwxyz_0123/a.jpg HTTP/1.1",
            "GET /file/bot123:[redacted]/a.jpg HTTP/1.1",
        ),
        (
            "https://api.telegram.org/bot123%3AAAH-abcdefghijklmnopqrstuvwxyz_0123/getMe",
            "https://api.telegram.org/bot123%3A[redacted]/getMe",
        ),
        (
            "shpat_0123456789abcdef xoxr-0123456789abcdef xoxs-0123456789abcdef",
            "[redacted] [redacted] [redacted]",
        ),
        (
            "- token: |\n    abc\n\n    def\n\n  status: 404\n  url: /x",
            "- token: |\n    [redacted]\n\n    [redacted]\n\n  status: 404\n  url: /x",
        ),
        (
            "- name: DB_PASSWORD\n  value: >2-  # why\n\n    x y\n  other: z",
            "- name: DB_PASSWORD\n  value: >2-  # why\n\n    [redacted]\n  other: z",
        ),
        (
            "Unexpected token: >\n    at JSON.parse (<anonymous>)",
            "Unexpected token: [redacted]\n    at JSON.parse (<anonymous>)",
        ),
        ("/a?x=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "/a?x=[redacted]"),
        ("GET /?email=jane%40example.org&a=1 HTTP/1.1", "GET /?email=[e-mail]&a=1 HTTP/1.1"),
        ("/?to=%2Fa&of=jane%2540example.org%26b", "/?to=%2Fa&of=[e-mail]%26b"),
        (r#"{"of":"jane\u0040example.org\u000a","a":1}"#, r#"{"of":"[e-mail]\u000a","a":1}"#),
        (
            "Set-Cookie: __Host-sid=abc; Secure; Path=/, __Secure-b=1; Secure",
            "Set-Cookie: __Host-[redacted]; Secure; Path=/, __Secure-[redacted]; Secure",
        ),
    ] {
        assert_eq!(hold(text), expected);
    }
}

#[test]
fn every_secret_of_a_line_is_found_and_the_rest_of_it_stays() {
    for (text, expected) in [
        (
            "curl -H 'Authorization: Bearer abcdefgh' -H 'Cookie: sid=abc' -d 'a=1'",
            "curl -H 'Authorization: [redacted]' -H 'Cookie: [redacted]' -d 'a=1'",
        ),
        (
            r#"{"authorization":"Basic YTpi","cookie":"sid=1","status":404}"#,
            r#"{"authorization":"[redacted]","cookie":"[redacted]","status":404}"#,
        ),
        (
            r#"{"headers":{"Authorization":"Basic YTpi"},"value":1}"#,
            r#"{"headers":{"Authorization":"[redacted]"},"value":1}"#,
        ),
        (
            "curl https://me:pw@host -H 'Authorization: x'",
            "curl https://[redacted]@host -H 'Authorization: [redacted]'",
        ),
        (
            r#"curl -u me:pw --cookie "a=1; b=2" -b c=3 -b jar.txt -sSu 'me:p w' -ume:pw https://a.example"#,
            "curl -u [redacted] --cookie [redacted] -b [redacted] -b jar.txt -sSu [redacted] -u[redacted] https://a.example",
        ),
        (
            r#"-Headers @{"Authorization"="Bearer x"; "X-Api-Key" = "k"; "Accept"="*/*"}"#,
            r#"-Headers @{"Authorization"="[redacted]"; "X-Api-Key" = "[redacted]"; "Accept"="*/*"}"#,
        ),
        (
            r#"{"body":"{\"password\" : \"a\\\"b\",\"n\":1}","token":12345,"status":401}"#,
            r#"{"body":"{\"password\" : \"[redacted]\",\"n\":1}","token":[redacted],"status":401}"#,
        ),
        (
            "GET /cb?code=abc&state=1&access_token=a.b&sig=c%2Bd#id_token=e HTTP/1.1",
            "GET /cb?code=[redacted]&state=1&access_token=[redacted]&sig=[redacted]#id_token=[redacted] HTTP/1.1",
        ),
        (
            r#""set-cookie": ["a=1; Path=/; HttpOnly", "b=2"], "vary": ["Cookie"]"#,
            r#""set-cookie": ["[redacted]; Path=/; HttpOnly", "[redacted]"], "vary": ["Cookie"]"#,
        ),
        (
            "set-cookie: a=1; Expires=Thu, 01 Jan 2032 00:00:00 GMT; Path=/, b=2; c; Secure",
            "set-cookie: [redacted]; Expires=Thu, 01 Jan 2032 00:00:00 GMT; Path=/, [redacted]; [redacted]; Secure",
        ),
        (
            r#""cookies":[{"name":"sid","value":"abc","path":"/"}],"queryString":[{"name":"key","value":"k"},{"name":"page","value":"2"}]"#,
            r#""cookies":[{"name":"sid","value":"[redacted]","path":"/"}],"queryString":[{"name":"key","value":"[redacted]"},{"name":"page","value":"2"}]"#,
        ),
        (
            r"send: b'GET / HTTP/1.1\r\nCookie: a=1\r\nHost: a.example\r\n\r\n'",
            r"send: b'GET / HTTP/1.1\r\nCookie: [redacted]\r\nHost: a.example\r\n\r\n'",
        ),
        ("map[Authorization:[Bearer abc] Host:[a]]", "map[Authorization:[redacted] Host:[a]]"),
        (
            "{\n  \"name\": \"Cookie\",\n  \"value\": \"a=1\"\n}",
            "{\n  \"name\": \"Cookie\",\n  \"value\": \"[redacted]\"\n}",
        ),
        ("cookie\na=1\naccept\n*/*", "cookie\n[redacted]\naccept\n*/*"),
        (
            "Authorization: Digest a=\"b\",\r\n  response=\"c\"\r\nHost: a",
            "Authorization: [redacted]\r\n  [redacted]\r\nHost: a",
        ),
        (
            ":method: GET\n:path: /?api_key=k\ncookie: a=1\ncookie: b=\"2\"; c='3'\naccept: */*",
            ":method: GET\n:path: /?api_key=[redacted]\ncookie: [redacted]\ncookie: [redacted]\naccept: */*",
        ),
        (
            r"curl -H 'Cookie: a='\''1'\''; b=2' -H $'X-Auth-Token: a\'b' -A 'x'",
            r"curl -H 'Cookie: [redacted]' -H $'X-Auth-Token: [redacted]' -A 'x'",
        ),
        (
            r#"{"message":"got Cookie: a=1","status":404}"#,
            r#"{"message":"got Cookie: [redacted]","status":404}"#,
        ),
    ] {
        assert_eq!(hold(text), expected);
    }
}

/// What secrets stand in, with `…` in the place of each.
const PLACES: [&str; 127] = [
    "Authorization: …",
    "authorization: Bearer …",
    "AUTHORIZATION:Basic …",
    "> Proxy-Authorization: Digest username=\"me\", response=\"…\"",
    "Authorization:\n  …=",
    "  Authorization: Bearer\n    …",
    "Cookie: a=…; b=…",
    "cookie: a=\"…\"; b='…'; c=…",
    "Cookie:\na=…",
    "cookie\na=…; b=…",
    "authorization\nBearer …",
    "Set-Cookie: a=…; Secure\nSet-Cookie: b=…; Path=/",
    "< set-cookie: a=…; Path=/, b=…; Path=/; …",
    "header: Set-Cookie: a=…",
    "Set-Cookie: name=…; Secure\nSet-Cookie: path=…; Path=/",
    r"curl -H 'Cookie: a=x\new; b=…' -H 'X-Api-Key: \r…'",
    "{\"error\":\"404\",\"log\":\"sent Authorization: Bearer …\"}",
    "X-Api-Key: …",
    "x-api-key : …",
    "X-Auth-Token: … …",
    "X-CSRF-Token:…",
    "PRIVATE-TOKEN: …",
    "* [HTTP/2] [1] [authorization: Bearer …]",
    "recv (stream_id=1) set-cookie: a=…",
    "curl -H 'Authorization: …' -H \"Cookie: a=…; b=…\" --header 'X-Api-Key:…'",
    "curl -H \"Authorization: Digest username=\\\"me\\\", response=\\\"…\\\"\"",
    r"curl -H 'Cookie: a='\''…'\''; b=…' -H $'Cookie: a=\'…\'; b=…'",
    "curl -H 'Cookie: a='\"'\"'…'\"'\"'; b=…'",
    "curl -H ^\"cookie: a=^\\^\"…^\\^\"; b=…^\" -H ^\"authorization: …^\"",
    "curl -u me:… -U me:… --user me:… --proxy-user 'me:…' https://a.example",
    "curl -u 'me:… …' -u \"me:… …\" -u me:'… …' --user=me:…",
    "curl -sSLu me:… -ume:… -b a=… -b 'a=…; b=…' -ba=…",
    "curl --cookie a=… --cookie \"a=…; b=…\" --cookie='a=…'",
    "curl --oauth2-bearer … --proxy-password … --token '… …'",
    "curl https://me:…@a.example 'https://…@a.example' ftp://me:…,…;…@a.example",
    r"{'args': ['-u', 'me:…', '--cookie', 'a=…', '--token', '…']}",
    "http -a me:… a.example Authorization:'Bearer …' X-Api-Key:… Cookie:\"a=…; b=…\"",
    "wget --http-password=… --header=\"Cookie: a=…\" a.example",
    "Invoke-WebRequest -Headers @{\"Authorization\"=\"Bearer …\"; 'Cookie' = 'a=…'}",
    "\"X-Api-Key\"=\"a`\"…\"",
    "$session.Cookies.Add((New-Object System.Net.Cookie(\"a\", \"…\", \"/\", \"a.example\")))",
    r#"{"authorization":"…","cookie":"a=…"}"#,
    r#"{"Authorization" : "Bearer …" , "Cookie" : "a=…; b=…"}"#,
    r#"{"headers":{"Authorization":"Basic …"},"value":1}"#,
    r#"{"x-api-key":["…","…"],"Set-Cookie":["a=…; Path=/","b=…"]}"#,
    "'set-cookie': [\n  'a=…; Path=/',\n  'b=…'\n]",
    r#"{"token_type":"Bearer","access_token":"…","refresh_token": "…","accessToken":"…"}"#,
    r#"{"password":"… …","clientSecret":"a\"…","pwd":"a\\","jwt":"…"}"#,
    r#"{"body":"{\"password\":\"…\",\"a\":\"\\\"\",\"token\":\"a\\\"…\"}"}"#,
    r#"{"body":"a=1&password=…&token=…","url":"https:\/\/me:…@a.example\/?sig=…"}"#,
    r#"{"url":"/?a=1\u0026access_token=…\u0026code=…"}"#,
    r#"{"name":"Authorization","value":"Bearer …"},{"name":"Cookie","value":"a=…; b=\"…\""}"#,
    r#"{"name":"set-cookie","value":"a=…; Path=/\nb=…; Path=/; HttpOnly"}"#,
    "{\n  \"name\": \"Authorization\",\n  \"value\": \"…\"\n}",
    r#"{\"name\":\"Cookie\",\"value\":\"a=…\"}"#,
    r#""cookies":[{"name":"a","value":"…","path":"/"},{"value":"…","name":"b"}]"#,
    "\"cookies\": [\n {\n  \"name\": \"a\",\n  \"value\": \"…\"\n }\n]",
    r#""queryString":[{"name":"sig","value":"…"}],"postData":{"params":[{"name":"pass","value":"…"}],"text":"pass=…&a=1"}"#,
    r#""text":"POST / HTTP/1.1\r\nCookie: a=\"…\"; b=…\r\nAuthorization: …\r\n\r\ntoken=…""#,
    "send: b'GET / HTTP/1.1\\r\\nCookie: a=\"…\"; b=…\\r\\nX-Api-Key: …\\r\\n\\r\\n'",
    "http-outgoing-0 >> \"Authorization: Bearer …[\\r][\\n]\"",
    "GET /?access_token=… HTTP/1.1",
    "GET /cb?code=…&state=1 HTTP/1.1",
    "GET /?a=1&api_key=…&sig=…#id_token=… HTTP/1.1",
    "GET /?X-Amz-Signature=…&X-Amz-Security-Token=…",
    "GET /a;jsessionid=…?a=1",
    "Location: https://a.example/?to=https%3A%2F%2Fb.example%3Ftoken%3D…",
    "<a href=\"/?a=1&amp;key=…&amp;token=…\">",
    "<input type=\"hidden\" name=\"csrf_token\" value=\"…\">",
    "user[password]=…&user%5Bpassword%5D=…",
    "code=…&grant_type=authorization_code",
    "password: …",
    "password = …",
    "DB_PASSWORD=…",
    "Server=a;Password=…;Timeout=1",
    "AccountName=a;AccountKey=…;EndpointSuffix=a.example encryptionKey=… SIGNING_KEY: …",
    "password: |\n  …\n\n  …",
    "  'secret': !!binary &a |+\r\n   …",
    "- env:\n    token: >-\n      …\n    page: 2",
    "level=info cookie=a=… x=1, token=… password=\"… …\"",
    "headers={Authorization=Bearer …, Cookie=a=…; b=…}",
    "map[Authorization:[Bearer …] Cookie:[a=…; b=…]]",
    "[Authorization] => Bearer …",
    "\"Authorization\"=>\"Bearer …\", :cookie => 'a=…'",
    "headers[\"Authorization\"] = \"Bearer …\"",
    "{b'Cookie': b'a=…', b'Set-Cookie': [b'a=…; Path=/', b'b=…']}",
    "{authorization: 'Bearer …', cookie: 'a=…; b=…'}",
    "cookies = { 'a': '…', 'b': '…' }",
    "it's said that Cookie: a=…; b='…'; c=…",
    "é€ Cookie: é=…; €",
    "Cookie: [redacted] a=…",
    r#"{"headers":[{"value":"a=…; b=…","name":"Cookie"},{"value":"Bearer …","name":"Authorization"}]}"#,
    r#"{"headers":"[{\"value\":\"Bearer …\",\"name\":\"Authorization\"}]"}"#,
    "{\n  \"value\": \"…\",\n  \"name\": \"X-Api-Key\"\n}",
    "<input value=\"…\" name=\"csrf_token\">",
    r#"[["Cookie","a=…"],["Authorization","Bearer …"],["X-Api-Key","…"]]"#,
    "[('Authorization', 'Bearer …'), ('Set-Cookie', 'a=…; Path=/')]",
    "[(b'Cookie', b'a=…')]",
    r#"[{"set-cookie", "a=…; path=/"}, {"x-api-key", "…"}]"#,
    "rawHeaders: [\n  'Date',\n  'x',\n  'Set-Cookie',\n  'a=…; Path=/',\n  'Authorization',\n  'Bearer …'\n]",
    "Headers : {[Set-Cookie, a=…; path=/], [Authorization, Bearer …]}",
    r#"http.Header{"Authorization":[]string{"Bearer …"}, "Cookie":[]string{"a=…", "b=…"}}"#,
    "requests.get(url, auth=(\"me\", \"…\"))",
    "HTTPBasicAuth('me', '…') SetBasicAuth(\"me\", \"…\")",
    "--a\nContent-Disposition: form-data; name=\"password\"\n\n…\n--a--",
    "--a\r\nContent-Disposition: form-data; name=\"token\"\r\nContent-Type: text/plain\r\n\r\n…\r\n--a--",
    r#""body": "--a\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n…\r\n--a--\r\n""#,
    r#"--data-raw $'--a\r\nContent-Disposition: form-data; name="password"\r\n\r\n…\r\n--a--\r\n'"#,
    "<wsse:Password Type=\"PasswordText\">…</wsse:Password><token>\n  …\n</token>",
    "<apiKey><![CDATA[…]]></apiKey>",
    "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n…\n…\n-----END RSA PRIVATE KEY-----",
    r#"{"pem":"-----BEGIN PRIVATE KEY-----\n…\n…\n-----END PRIVATE KEY-----\n"}"#,
    "HTTP_PROXY=me:…@a.example curl -x me:…@proxy:3128",
    "- name: DB_PASSWORD\n  value: …\n- name: Authorization\n  value: Bearer …",
    "curl --cert a.pem:… -E a.pem:… --pass … https://a.example",
    "xh --bearer … a.example",
    "<add key=\"ApiKey\" value=\"…\"/>",
    "passwort: …\nKennwort=…\nx-vercel-protection-bypass: …\nMOT_DE_PASSE=…",
    "> PASS …\nsshpass -p … ssh a.example",
    "password1=…&password2=… X-Hub-Signature-256: sha256=…",
    "aws configure set default.aws_secret_access_key …",
    "npm config set //a.example/:_authToken '…'",
    "mysql -u root -p… a",
    "docker exec db mysqldump -uroot -p'… …' a",
    r#"{"pin":"…","userPin":"…"}"#,
    "req.Header.Set(\"Authorization\", \"Bearer \"+\"…\"); headers['X-Api-Key'] = 'a' . '…'",
    "TGT=1 connect.sid=…",
];

#[test]
fn no_secret_stays_wherever_it_stands() {
    for secret in ["hunter2", "Zm9vOmJhcg==", "q.r-s_t~u+v", "€é-8Ω", "correcthorse", "%21a%22"]
    {
        let texts = PLACES.map(|place| place.replace('…', secret));
        for text in &texts {
            let clean = hold(text);
            assert!(!clean.contains(secret), "{text:?} became {clean:?}");
        }
        for line_end in ["\n", "\r\n", "\r", "\n\n"] {
            let text = texts.join(line_end);
            let clean = hold(&text);
            assert!(!clean.contains(secret), "{clean}");
        }
    }
}

#[test]
fn no_secret_stays_behind_others_on_its_line() {
    let lines = || PLACES.iter().filter(|place| !place.contains('\n'));
    for (first, second) in lines().flat_map(|first| lines().map(move |second| (first, second))) {
        let text = format!("{first} {second}").replace('…', "hunter2");
        let clean = hold(&text);
        assert!(!clean.contains("hunter2"), "{text:?} became {clean:?}");
    }
}

#[test]
fn a_text_without_its_secrets_has_none_wherever_it_was_cut() {
    for (place, next) in PLACES.iter().zip(PLACES.iter().cycle().skip(1)) {
        for (at, _) in place.char_indices() {
            for text in [&place[..at], &place[at..]] {
                hold(text);
                hold(&format!("{text}{next}"));
                hold(&format!("{next}\"'{text}").replace('…', "me@a.example"));
            }
        }
    }
}

#[test]
fn what_is_no_secret_stays() {
    for text in [
        "HTTP/1.1 200 OK",
        "Date: Sun, 06 Nov 1994 08:49:37 GMT",
        "ETag: \"34aa387-d-1568eb00\"",
        "Server: nginx/1.22.1",
        "Listening on 127.0.0.1:8080 and ::1",
        "error code=404 in /app/node_modules/axios/lib/core/settle.js:19:12",
        "WWW-Authenticate: Basic realm=\"a\"",
        "WWW-Authenticate: Bearer realm=\"example\", error=\"invalid_token\"",
        "WWW-Authenticate: Bearer authorization_uri=\"https://a.example/\"",
        "WWW-Authenticate: Bearer resource_metadata=\"https://a.example/\"",
        "Vary: Cookie, Authorization",
        "Vary\nCookie\nServer\nnginx",
        "Vary:\nCookie\nServer:\nnginx",
        "Cookie:\nHost: a.example",
        "Access-Control-Allow-Headers: Authorization, X-Api-Key",
        "{\"allowed\":[\"Authorization\",\"Cookie\",\"X-Api-Key\"],\"value\":1}",
        "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"token\":null,\"cookie\":false}",
        "The Cookie header, an Authorization header and the token are missing",
        "The token provided is invalid; a password must be given for Basic authentication",
        "Unexpected token < in JSON at position 0",
        "use of jwt::decode, if token == other",
        "curl --negotiate -u : -b jar.txt --user-agent a/1.0 https://a.example/u:v",
        "{\"code\":\"not-found\",\"key\":\"a\",\"session\":\"b\",\"name\":\"x\",\"value\":\"1\"}",
        "Set-Cookie2: no; Cookie names: a",
        "{\"allowed\":[\"Authorization\",\"Cookie\"],\"vary\": [\"Cookie\", \"Accept\"]}",
        "Vary=[Cookie, Accept], Access-Control-Allow-Headers=[Authorization, X-Api-Key]",
        "{\"value\":\"1\",\"name\":\"page\"}",
        "Content-Disposition: form-data; name=\"page\"\n\n2\n--a",
        "<code>404</code><Key>a.txt</Key><token/>",
        "GET /?q=<token> HTTP/1.1\nList<Token> HTTP/1.1 401 Unauthorized",
        "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----",
        "nginx:1.25@sha256:0a1b mailto:a",
        "{\"cookies\": [], \"headers\": {}, \"authorization\": {}, \"status\": 404}",
        "at okhttp3.internal.http.RealInterceptorChain.proceed(RealInterceptorChain.kt:109)",
        "GET /api/webhooks/42/deliveries/7 and /services/TEAM/42 and /bot7:a and /services/T1/a/b HTTP/1.1",
        "https://a.example/assets/main.0a1b2c3d.js",
    ] {
        assert_eq!(hold(text), text);
    }
}

#[test]
fn what_looks_like_a_secret_and_is_none_stays() {
    for text in [
        "Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0.0.0 Safari/537.36",
        "npm WARN deprecated uuid@3.4.0 @acme/kit@1.2.3",
        "git clone git@github.com:acme/kit.git",
        r#"<error code="404" message="x"/>"#,
        r#"http_requests_total{code="503",method="get"} 7"#,
        "GET /oops?code=502 HTTP/1.1",
        "X-Cache-Key: /L/1/a.example/x",
        "credentials: 'include' credentials: same-origin",
        "docker run -p 8080 nginx",
        r#"{"token":{"id":7}}"#,
        "ETag: \"33a64df551425fcc55e4d42a148795d9f25f89d4\"",
        "etag: W/\"33a64df551425fcc55e4d42a148795d9f25f89d4\"",
        r#"{"name":"ETag","value":"W/\"33a64df551425fcc55e4d42a148795d9f25f89d4\""}"#,
        "> If-None-Match: \"33a64df551425fcc55e4d42a148795d9f25f89d4\"",
        "x-amz-cf-id: Zk3mQ9aPzhG72mQ9aPzhG72mQ9aPzhG72mQ9aPzhG7==",
        "x-amz-id-2: abcDEFghiJKL/noPQRstuVWXyz0123456789abcDEFghi=",
        "X-Amzn-Trace-Id: Root=1-67891233-abcdef012345678912345678",
        "X-Cloud-Trace-Context: 105445aa7843bc8bf206b12000100000/1;o=1",
        "Digest realm=\"x\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"",
        "Digest: sha-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=",
        "script-src 'sha256-X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE='",
        "commit 4041a2b3c4d5e6f708192a3b4c5d6e7f80910111",
        "/home/u/.npm/_logs/2026-11-25T08_12_31_204Z-debug-0.log",
        "Access denied for user 'root'@'localhost' (using password: YES)",
        "PASS src/items.test.js",
        "GET /%40acme%2fkit and /kit%401.2.3 HTTP/1.1",
        "docker run --name mysql -p3306:3306 mysql:8",
        "mysql -u root -p a; tar -pxzf a.tgz",
        "config set timeout 7",
        "mapping: 7, origin: a",
        r#"{"auth":"required"}"#,
    ] {
        assert_eq!(hold(text), text);
    }
}

#[test]
fn a_secret_goes_on_with_the_next_line_of_a_dump() {
    for (text, expected) in [
        (
            "0050: Cookie: session=abc123; csrftoken=u32t4o3tb3gg43; remember_me=ja\n0090: ne-7f3c; theme=dark\n00a7: Authorization: Bearer my-company-issued-token-value-for-jane-doe\r\n00e7: -prod-2026\r\n00f3: Accept: */*",
            "0050: Cookie: [redacted]\n0090: [redacted]\n00a7: Authorization: [redacted]\r\n00e7: [redacted]\r\n00f3: Accept: */*",
        ),
        (
            "0000: 43 6f 6f 6b 69 65 3a 20 61 3d 68 75 6e 74 65 72 Cookie: a=hunter\n\n0010: 32                                              2",
            "0000: [redacted]\n\n0010: [redacted]",
        ),
        (
            "0000: {\"item\":1,\"note\":\"of the one that came in last, again\",\"password\n0040: \":\"hunter2\",\"status\":404}",
            "0000: {\"item\":1,\"note\":\"of the one that came in last, again\",\"password\n0040: \":\"[redacted]\",\"status\":404}",
        ),
        (
            "0000: 47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a GET / HTTP/1.1..
0010: 43 6f 6f 6b 69 65 3a 20 73 65 73 73 69 6f 6e 3d Cookie: session=
0020: 68 75 6e 74 65 72 32 2d 68 75 6e 74 65 72 32 0d hunter2-hunter2.
0030: 0a 41 63 63 65 70 74 3a 20 2a 2f 2a 0d 0a 0d 0a .Accept: */*....
0040: 0a                                              .",
            "0000: 47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a GET / HTTP/1.1..
0010: [redacted]
0020: [redacted]
0030: 0a 41 63 63 65 70 74 3a 20 2a 2f 2a 0d 0a 0d 0a .Accept: */*....
0040: 0a                                              .",
        ),
        (
            "\t0x0010:  312e 310d 0a43 6f6f 6b69 653a 2073 6573  1.1..Cookie:.ses
\t0x0020:  7369 6f6e 3d68 756e 7465 7232 2d68 756e  sion=hunter2-hun
\t0x0030:  7465 7232 0d0a                           ter2..",
            "\t0x0010: [redacted]\n\t0x0020: [redacted]\n\t0x0030: [redacted]",
        ),
    ] {
        assert_eq!(hold(text), expected);
    }
}

#[test]
fn what_stands_behind_numbers_and_goes_on_nowhere_is_no_dump() {
    for text in [
        "0000: a\n0010: Accept: */*",
        "2026: 12 of 34\n2027: be good",
        "fe80: ab cd\n0004:  x\n12345678: 404",
    ] {
        assert_eq!(hold(text), text);
    }
}

#[test]
fn a_list_of_secrets_stays_a_list() {
    for (text, expected) in [
        (r#"{"password":["hunter2"],"n":1}"#, r#"{"password":["[redacted]"],"n":1}"#),
        (r#"{"token":{"value":"abc"},"n":1}"#, r#"{"token":{"value":"[redacted]"},"n":1}"#),
        (
            r#"{"errors":{"password":["The password field is required."]},"status":422}"#,
            r#"{"errors":{"password":["[redacted]"]},"status":422}"#,
        ),
    ] {
        assert_eq!(hold(text), expected);
    }
}

#[test]
fn a_name_is_known_behind_whatever_stands_beside_it() {
    for (text, expected) in [
        (
            "Set-Cookie\tsid=abc; path=/\nServer\tnginx",
            "Set-Cookie\t[redacted]; path=/\nServer\tnginx",
        ),
        ("x-amz-security-token\tabc", "x-amz-security-token\t[redacted]"),
        ("\u{1b}[36mCookie\u{1b}[39;49;00m: sid=abc\n\u{1b}[0m", "Cookie: [redacted]\n"),
        ("DB_PASS=abc\nSMTP_PASS: abc", "DB_PASS=[redacted]\nSMTP_PASS: [redacted]"),
        (r#"{"userPass":"abc","otp":"123456"}"#, r#"{"userPass":"[redacted]","otp":"[redacted]"}"#),
        ("[PHP_AUTH_PW] => abc", "[PHP_AUTH_PW] => [redacted]"),
        ("X-Master-Key: abc", "X-Master-Key: [redacted]"),
        (
            "/acs?SAMLResponse=PHNh%2BbQ&ticket=ST-1",
            "/acs?SAMLResponse=[redacted]&ticket=[redacted]",
        ),
        ("/cb?code=404%2Fabc", "/cb?code=[redacted]"),
        (
            "nuget push a.nupkg -ApiKey abc -Source b",
            "nuget push a.nupkg -ApiKey [redacted] -Source b",
        ),
        ("docker login -u bob -p abc a.example", "docker login -u bob -p [redacted] a.example"),
        ("    Credentials: bob:abc", "    Credentials: [redacted]"),
        (
            r#"new AuthenticationHeaderValue("Bearer", "abc");"#,
            r#"new AuthenticationHeaderValue("Bearer", "[redacted]");"#,
        ),
        (
            "<RequestsCookieJar[<Cookie sid=abc for a.example/>]>",
            "<RequestsCookieJar[<Cookie [redacted] for a.example/>]>",
        ),
        ("define('DB_PASSWORD', 'abc');", "define('DB_PASSWORD', '[redacted]');"),
    ] {
        assert_eq!(hold(text), expected);
    }
}

#[test]
fn a_line_without_end_is_redacted_to_its_end() {
    // Where each place is looked at again from the next, this takes hours.
    for piece in [
        "a:",
        "key:",
        "key%3D.",
        "key%3Dé",
        "\"-u a\"",
        "\"-u a:/ ",
        "\"--token -",
        "a%40",
        "a\\u0040",
        "mysql -p: ",
        "token='[redacted]'+",
        "0000: aa\n",
    ] {
        let (clean, secrets) = redact(&piece.repeat(300_000));
        assert_eq!((clean, secrets.len()), (piece.repeat(300_000), 0), "{piece}");
    }
}
