using System.Text;
using Autocura.Incidents;
using Autocura.Triggers;

namespace Autocura.Functions.Tests.Triggers;

public sealed class ApprovalRequestTests
{
    [Theory]
    [InlineData("""{"planId":"p/1","approved":true,"by":"ann","reason":"looks right"}""", true)]
    [InlineData("""{"planId":"p/1","decision":"approve","by":"ann","reason":"looks right"}""", true)]
    [InlineData("""{"planId":" p/1 ","decision":"Reject","by":"ann","reason":"looks right"}""", false)]
    [InlineData("""{"planId":"p/1","approved":false,"decision":"reject","by":"ann","reason":"looks right"}""", false)]
    public void Both_ways_of_saying_it_are_understood(string body, bool approved) => Read(body).ShouldBe(new Approval("p/1", approved, "ann", "looks right"));

    [Fact]
    public void A_reason_is_optional() => Read("""{"planId":"p/1","approved":true,"by":"ann"}""").Reason.ShouldBeNull();

    [Theory]
    [InlineData("", "The body is not JSON")]
    [InlineData("[]", "The body is no JSON object")]
    [InlineData("""{"approved":true,"by":"ann"}""", "'planId' is missing")]
    [InlineData("""{"planId":"p/1","approved":true}""", "'by' is missing")]
    [InlineData("""{"planId":"p/1","approved":true,"by":"  "}""", "'by' is missing")]
    [InlineData("""{"planId":"p/1","by":"ann"}""", "The decision is missing")]
    [InlineData("""{"planId":"p/1","by":"ann","approved":"yes"}""", "'approved' must be true or false")]
    [InlineData("""{"planId":"p/1","by":"ann","decision":"perhaps"}""", "'decision' is 'perhaps'; it can be approve or reject")]
    [InlineData("""{"planId":"p/1","by":"ann","approved":true,"decision":"reject"}""", "'approved' and 'decision' contradict each other")]
    [InlineData("""{"planId":7,"by":"ann","approved":true}""", "'planId' must be a text")]
    public void What_is_unclear_is_never_taken_for_a_yes(string body, string problem) =>
        Should.Throw<FormatException>(() => Read(body)).Message.ShouldStartWith(problem);

    private static Approval Read(string body) => ApprovalRequest.Read(Encoding.UTF8.GetBytes(body));
}
