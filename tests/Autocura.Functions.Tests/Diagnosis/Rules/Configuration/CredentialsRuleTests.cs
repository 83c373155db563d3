using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Configuration;

public sealed class CredentialsRuleTests
{
    [Fact]
    public void A_refused_login_after_a_Secret_changed_is_about_credentials()
    {
        var secret = Altered.Object("Secret", "db-login", ObjectRelation.Configuration, new FieldChange("data.password", null, null));

        var diagnosis = Strained.Failing("FATAL: password authentication failed for user \"cart\"").After(secret).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.WrongCredentials);
        diagnosis.Top.Culprit?.ToString().ShouldBe("Secret shop/db-login");
    }

    [Fact]
    public void A_release_that_asks_its_callers_for_a_password_locks_them_out()
    {
        var change = ReleaseChange.Line(ReleaseChange.Command, "app", "serve -> serve --requirepass $(PASSWORD)");

        var diagnosis = Strained.Failing().RolledOut(change).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.WrongCredentials);
        diagnosis.Top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void Other_failures_are_not_about_credentials() => Strained.Failing("connection refused").Diagnose().Of(Cause.WrongCredentials).ShouldBeNull();

    [Fact]
    public void A_server_that_has_no_connection_left_refuses_everybody() =>
        Strained.Failing("FATAL: sorry, too many clients already").Diagnose().Top.Cause.ShouldBe(Cause.ConnectionPoolExhausted);
}
