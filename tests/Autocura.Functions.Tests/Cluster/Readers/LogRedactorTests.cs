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
    public void A_secret_is_taken_out_and_the_rest_stays(string text, string expected) => LogRedactor.Redact(text).ShouldBe(expected);

    [Theory]
    [InlineData("signal: killed")]
    [InlineData("exit status 137")]
    [InlineData("GET /cart/42 500 in 12ms")]
    [InlineData("connect ECONNREFUSED 10.0.0.7:5432")]
    [InlineData("pulling shop/cart@sha256:0d1f2e")]
    [InlineData("authentication failed for user shop")]
    public void What_is_no_secret_stays_as_it_is(string text) => LogRedactor.Redact(text).ShouldBe(text);

    [Fact]
    public void Redacting_twice_changes_nothing_more()
    {
        const string text = "Authorization: Bearer abcdefgh password=hunter2 postgres://a:b@db token: xyz";

        LogRedactor.Redact(LogRedactor.Redact(text)).ShouldBe(LogRedactor.Redact(text));
    }
}
