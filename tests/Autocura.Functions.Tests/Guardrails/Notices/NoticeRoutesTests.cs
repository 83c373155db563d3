using Autocura.Guardrails.Notices;
using Autocura.Incidents;

namespace Autocura.Functions.Tests.Guardrails.Notices;

public sealed class NoticeRoutesTests
{
    private static readonly string[] All = ["email", "pagerduty", "slack"];

    [Theory]
    [InlineData(Severity.Critical, "shop", "pagerduty,slack")]
    [InlineData(Severity.High, "pay-eu", "pagerduty,slack")]
    [InlineData(Severity.Medium, "shop", "slack")]
    [InlineData(Severity.Critical, "lab", "")]
    [InlineData(Severity.Low, "tools", "email,pagerduty,slack")]
    public void The_first_that_fits_counts_and_where_none_does_all_are_told(Severity severity, string ns, string expected) =>
        string.Join(',', NoticeRoutes.Read("from HIGH in shop,pay-*: slack, PagerDuty; in shop: slack; in lab: none").For(severity, ns, All)).ShouldBe(expected);

    [Fact]
    public void What_is_not_in_use_is_not_told() => NoticeRoutes.Read("any: slack, email").For(Severity.Low, "shop", ["email"]).ShouldBe(["email"]);
}
