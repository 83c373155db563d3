using System.Text;
using Autocura.Guardrails.Notices;

namespace Autocura.Functions.Tests.Guardrails.Notices;

public sealed class SlackSignatureTests
{
    // The example in Slack's documentation of signed requests.
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const string Timestamp = "1531420618";
    private const string Genuine = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c");

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void A_genuine_request_counts_for_five_minutes(int later, bool counts) =>
        (SlackSignature.Problem(Secret, Timestamp, Genuine, Body, DateTimeOffset.FromUnixTimeSeconds(1531420618 + later)) is null).ShouldBe(counts);

    [Theory]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b504")]
    [InlineData("v0=")]
    [InlineData("")]
    [InlineData("a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    public void Anything_else_does_not(string signature) =>
        SlackSignature.Problem(Secret, Timestamp, signature, Body, DateTimeOffset.FromUnixTimeSeconds(1531420618)).ShouldNotBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854775807")]
    public void A_time_that_is_none_does_not_either(string timestamp) =>
        SlackSignature.Problem(Secret, timestamp, Genuine, Body, DateTimeOffset.FromUnixTimeSeconds(1531420618)).ShouldNotBeNull();
}
