using Autocura.Cluster.Readers;

namespace Autocura.Functions.Tests.Cluster.Readers;

public sealed class LogRedactorTests
{
    [Theory]
    [InlineData("Authorization: Bearer abc.def-123", "Authorization: Bearer [redacted]")]
    [InlineData("authorization=basic dXNlcjpwYXNz", "authorization=basic [redacted]")]
    [InlineData("password=hunter2 user=shop", "password=[redacted] user=shop")]
    [InlineData("DB_PASSWORD: \"hunter2\"", "DB_PASSWORD: \"[redacted]\"")]
    [InlineData("{\"client_secret\":\"s3cr3t\",\"id\":7}", "{\"client_secret\":\"[redacted]\",\"id\":7}")]
    [InlineData("x-api-key = 0123456789", "x-api-key = [redacted]")]
    [InlineData("the password is hunter2", "the password is [redacted]")]
    [InlineData("postgres://shop:hunter2@db:5432/cart", "postgres://[redacted]@db:5432/cart")]
    [InlineData("Server=db;User Id=sa;Password=hunter2;Encrypt=true", "Server=db;User Id=sa;Password=[redacted];Encrypt=true")]
    [InlineData("AccountName=shop;AccountKey=abc/def+gh==;", "AccountName=shop;AccountKey=[redacted];")]
    [InlineData("https://blob/x?sv=1&sig=abc%2Fdef", "https://blob/x?sv=1&sig=[redacted]")]
    [InlineData("got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-def", "got [redacted]")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE used", "key [redacted] used")]
    [InlineData("mail ana.silva+shop@example.com.br bounced", "mail [redacted] bounced")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nafter", "[redacted]\nafter")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIE, cut off", "[redacted]")]
    [InlineData("postgresql+psycopg2://shop:hun%40ter2@db/cart?sslmode=require", "postgresql+psycopg2://[redacted]@db/cart?sslmode=require")]
    [InlineData("amqp://guest:hunter2@mq:5672/%2f", "amqp://[redacted]@mq:5672/%2f")]
    [InlineData("redis://:hunter2@cache:6379/0", "redis://[redacted]@cache:6379/0")]
    [InlineData("mongodb+srv://root:hunter2@cluster0.example.net/cart", "mongodb+srv://[redacted]@cluster0.example.net/cart")]
    [InlineData("shop:hunter2@tcp(db:3306)/cart?parseTime=true", "[redacted]@tcp(db:3306)/cart?parseTime=true")]
    [InlineData("cache:6380,password=hunter2,ssl=True,abortConnect=False", "cache:6380,password=[redacted],ssl=True,abortConnect=False")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=abcd/EFGH+ij==;EndpointSuffix=core.windows.net", "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=[redacted];EndpointSuffix=core.windows.net")]
    [InlineData("Endpoint=sb://bus.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=abcdEFGH=", "Endpoint=sb://bus.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=[redacted]")]
    [InlineData("InstrumentationKey=00000000-1111-2222-3333-444444444444;IngestionEndpoint=https://x/", "InstrumentationKey=[redacted];IngestionEndpoint=https://x/")]
    [InlineData("valkey-server --requirepass hunter2 --port 6379", "valkey-server --requirepass [redacted] --port 6379")]
    [InlineData("mysqladmin --password hunter2 ping", "mysqladmin --password [redacted] ping")]
    [InlineData("AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "AWS_SECRET_ACCESS_KEY=[redacted]")]
    [InlineData("    client-key-data: LS0tLS1CRUdJTiBSU0E=", "    client-key-data: [redacted]")]
    [InlineData("{\"auths\":{\"registry.example\":{\"auth\":\"c2hvcDpodW50ZXIy\"}}}", "{\"auths\":{\"registry.example\":{\"auth\":\"[redacted]\"}}}")]
    [InlineData("//registry.npmjs.org/:_authToken=abcdef0123456789", "//registry.npmjs.org/:_authToken=[redacted]")]
    [InlineData("_auth=c2hvcDpodW50ZXIy", "_auth=[redacted]")]
    [InlineData("Cookie: session=abc123; theme=dark", "Cookie: [redacted]")]
    [InlineData("< Set-Cookie: id=a3fWa; Expires=Thu, 21 Oct 2027 07:28:00 GMT; Secure", "< Set-Cookie: [redacted]")]
    [InlineData("posted to https://hooks.slack.com/services/T000/B000/XXXXXXXX", "posted to https://hooks.slack.com/services/[redacted]")]
    [InlineData("proxy http://ana:hunter2@proxy.example:3128 refused", "proxy http://[redacted]@proxy.example:3128 refused")]
    [InlineData("-----BEGIN EC PRIVATE KEY-----\\nMIIE\\n-----END EC PRIVATE KEY-----", "[redacted]")]
    public void A_secret_is_taken_out_and_the_rest_stays(string text, string expected) => LogRedactor.Redact(text).ShouldBe(expected);

    // In two parts, so that nobody who looks through repositories for keys finds one here.
    [Theory]
    [InlineData("ghp_", "16C7e42F292c6912E7710c838347Ae178B4a")]
    [InlineData("github_", "pat_11ABCDEFG0aBcDeFgHiJkL_mNoPqRsTuVwXyZ")]
    [InlineData("glpat-", "abcdEFGH12345678ijkl")]
    [InlineData("xoxb-", "17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzqqgy")]
    [InlineData("sk_live_", "4eC39HqLyjWDarjtT1zdp7dc")]
    [InlineData("sk-", "proj-abcdefghijklmnop0123456789")]
    [InlineData("sk-ant-", "api03-abcdefghijklmnop0123456789")]
    [InlineData("AIza", "SyDaGmWKa4JsXZ-HjGw7ISLn_3namBGewQe")]
    [InlineData("ya29.", "a0AfH6SMBx_abcdefghijklmnop")]
    [InlineData("npm_", "abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("SG.", "ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf-09kqeF8tAmbihYzrnopKc-1s5cr")]
    [InlineData("dckr_pat_", "abcdefghijklmnopqrstuvwxyz0")]
    [InlineData("hvs.", "CAESIJabcdefghijklmnopqrst")]
    [InlineData("dapi", "0123456789abcdef0123456789abcdef")]
    [InlineData("hf_", "abcdefghijklmnopqrstuvwxyzABCDEFGH")]
    [InlineData("ASIA", "IOSFODNN7EXAMPLE")]
    [InlineData("abc8", "Q~abcdefghijklmnopqrstuvwxyz01234567")]
    public void A_providers_key_is_known_by_its_shape(string prefix, string rest) =>
        LogRedactor.Redact($"used {prefix}{rest} to sign in").ShouldBe("used [redacted] to sign in");

    [Theory]
    [InlineData("signal: killed")]
    [InlineData("exit status 137")]
    [InlineData("GET /cart/42 500 in 12ms")]
    [InlineData("connect ECONNREFUSED 10.0.0.7:5432")]
    [InlineData("pulling shop/cart@sha256:0d1f2e")]
    [InlineData("authentication failed for user shop")]
    [InlineData("registry.example:5000/shop/cart:1.9.1@sha256:0d1f2e3c4b5a69788796a5b4c3d2e1f00d1f2e3c4b5a69788796a5b4c3d2e1f0")]
    [InlineData("Preempted by pod 6f0a9c0e-2b1d-4f0e-9c55-0d8f8f1f2a3b on node node-2")]
    [InlineData("0/3 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 2 Insufficient memory.")]
    [InlineData("Back-off restarting failed container app in pod cart-5d8f9b7c6d-x2x4q_shop(6f0a9c0e-2b1d-4f0e-9c55-0d8f8f1f2a3b)")]
    [InlineData("exceeded quota: memory, requested: requests.memory=64Mi, used: requests.memory=1Gi, limited: requests.memory=1Gi")]
    [InlineData("MountVolume.SetUp failed for volume \"tls\" : secret \"shop-tls\" not found")]
    [InlineData("couldn't find key DB_HOST in ConfigMap shop/settings")]
    [InlineData("dial tcp: lookup badaddress on 10.96.0.10:53: no such host")]
    [InlineData("panic: runtime error: invalid memory address or nil pointer dereference [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x4a1b2c]")]
    [InlineData("commit 9fceb02d0ae598e95dc970b74767f19372d61af8 by ci")]
    [InlineData("at Shop.Cart.CartStore.GetAsync(String id) in /src/CartStore.cs:line 42")]
    [InlineData("java.lang.OutOfMemoryError: Java heap space")]
    [InlineData("env of app: ~CART_ADDR (cart:8080 -> cart:9090)")]
    [InlineData("Readiness probe failed: HTTP probe failed with statuscode: 503")]
    [InlineData("upstream connect error or disconnect/reset before headers. reset reason: connection timeout")]
    [InlineData("trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span_id=00f067aa0ba902b7 GET /api/cart")]
    [InlineData("auth: login failed for user shop")]
    [InlineData("secretName: shop-tls")]
    [InlineData("redis-server --port 6379 --maxmemory 64mb")]
    public void What_is_no_secret_stays_as_it_is(string text) => LogRedactor.Redact(text).ShouldBe(text);

    [Fact]
    public void Redacting_twice_changes_nothing_more()
    {
        const string text = "Authorization: Bearer abcdefgh password=hunter2 postgres://a:b@db token: xyz";

        LogRedactor.Redact(LogRedactor.Redact(text)).ShouldBe(LogRedactor.Redact(text));
    }

    [Theory]
    [InlineData("a:")]
    [InlineData("a.")]
    [InlineData("http")]
    [InlineData("token-")]
    [InlineData("x@")]
    public void A_text_made_to_be_slow_is_not(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 16 * 1024 / piece.Length));

        LogRedactor.Redact(text).ShouldBe(text);
    }
}
