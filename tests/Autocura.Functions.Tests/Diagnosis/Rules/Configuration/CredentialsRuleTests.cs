using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Configuration;

public sealed class CredentialsRuleTests
{
    private static readonly ObjectRef Secret = Nearby.Named("Secret", "goods");
    private static readonly string Demands = ReleaseChange.Line(ReleaseChange.Command, "app", "serve -> serve --requirepass [redacted]");

    [Theory]
    [InlineData("WRONGPASS invalid username-password pair or user is disabled.")]
    [InlineData("FATAL: password authentication failed for user \"loud\"")]
    [InlineData("Access denied for user 'loud'@'10.0.0.7' (using password: YES)")]
    [InlineData("NOAUTH Authentication required.")]
    public void A_login_that_is_refused_is_told_from_the_log(string log)
    {
        var top = Nearby.Failing().Saying(log).Diagnose().Top;

        top.Cause.ShouldBe(Cause.WrongCredentials);
        top.Culprit.ShouldBe(Nearby.Itself);
        top.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public void A_Secret_that_changed_before_is_at_fault_and_put_back()
    {
        var top = Nearby.Failing().Saying("WRONGPASS").After(Nearby.Change(Secret, ObjectRelation.Configuration)).Diagnose().Top;

        top.Cause.ShouldBe(Cause.WrongCredentials);
        top.Culprit.ShouldBe(Secret);
        top.Probability.ShouldBeGreaterThan(0.9);
        top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void A_release_that_asks_its_callers_for_a_password_is_taken_back()
    {
        var top = Nearby.Failing().RolledOut(Demands).Diagnose().Top;

        top.Cause.ShouldBe(Cause.WrongCredentials);
        top.Culprit.ShouldBe(Nearby.Itself);
        top.Headline.ShouldBe("cart asks its callers for credentials since command of app: serve -> serve --requirepass [redacted].");
        top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void Callers_that_fail_tell_it_where_its_own_requests_are_not_counted() =>
        (Some.Evidence().RolledOut(Demands) with { Neighbours = [Strained.Dependency(failedCalls: 0.4)] }).Diagnose().Of(Cause.WrongCredentials).ShouldNotBeNull();

    [Fact]
    public void Where_nothing_is_measured_the_demand_itself_tells_it()
    {
        var anew = ReleaseChange.Line(ReleaseChange.Command, "app", "none -> serve --requirepass [redacted]");

        (Some.Evidence().RolledOut(anew) with { ErrorRatio = null, RequestRate = null, Measurements = null }).Diagnose().Top.Cause.ShouldBe(Cause.WrongCredentials);
    }

    [Fact]
    public void A_password_that_everybody_knows_is_no_trouble() => Nearby.Serving().RolledOut(Demands).Diagnose().Of(Cause.WrongCredentials).ShouldBeNull();

    [Fact]
    public void A_server_that_has_no_connection_left_refuses_everybody() =>
        Nearby.Failing().Saying("FATAL: sorry, too many clients already").Diagnose().ShouldSatisfyAllConditions(
            diagnosis => diagnosis.Of(Cause.WrongCredentials).ShouldBeNull(),
            diagnosis => diagnosis.Top.Cause.ShouldBe(Cause.ConnectionPoolExhausted));

    [Fact]
    public void Requests_that_fail_for_any_other_reason_are_another_story() => Nearby.Failing().Saying("connection reset").Diagnose().Of(Cause.WrongCredentials).ShouldBeNull();
}
