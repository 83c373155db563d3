using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Configuration;

public sealed class TlsRequiredRuleTests
{
    private const string Handshake = "SSL peer certificate validation failed: no SSL certificate provided by peer";

    [Fact]
    public void A_configuration_that_demands_TLS_is_put_back()
    {
        var top = Nearby.Failing().Saying(Handshake).After(Mode("disabled", "requireTLS")).Diagnose().Top;

        top.Cause.ShouldBe(Cause.TlsRequired);
        top.Culprit.ShouldBe(Nearby.Features);
        top.Probability.ShouldBeGreaterThan(0.95);
        top.Headline.ShouldBe("ConfigMap shop/features demands TLS since it was changed.");
        top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void It_outranks_the_mere_change_even_without_a_log() => Nearby.Failing().After(Mode("disabled", "requireTLS")).Diagnose().Top.Cause.ShouldBe(Cause.TlsRequired);

    [Fact]
    public void A_whole_file_in_which_the_word_is_new_demands_it_too() =>
        Nearby.Failing().After(Nearby.Change(Nearby.Features, ObjectRelation.Configuration, new FieldChange("data.demo.conf", "port = 1", "port = 1\nrequireSSL = yes"))).Diagnose()
            .Top.Cause.ShouldBe(Cause.TlsRequired);

    [Fact]
    public void A_release_that_demands_TLS_is_taken_back()
    {
        var top = Nearby.Failing().RolledOut(ReleaseChange.Line(ReleaseChange.Command, "app", "serve -> serve --tls")).Diagnose().Top;

        top.Cause.ShouldBe(Cause.TlsRequired);
        top.Culprit.ShouldBe(Nearby.Itself);
        top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Theory]
    [InlineData("requireTLS", "disabled")]
    [InlineData("disabled", "preferTLS")]
    [InlineData("true", "false")]
    public void What_does_not_demand_it_is_a_change_like_any_other(string before, string after) =>
        Nearby.Failing().After(Mode(before, after)).Diagnose().ShouldSatisfyAllConditions(
            diagnosis => diagnosis.Of(Cause.TlsRequired).ShouldBeNull(),
            diagnosis => diagnosis.Top.Cause.ShouldBe(Cause.ConfigurationChanged));

    [Fact]
    public void A_certificate_that_ran_out_explains_more_than_a_demand_nobody_made() => Displaced.Expired().Diagnose().Top.Cause.ShouldBe(Cause.CertificateExpired);

    [Fact]
    public void Where_nobody_speaks_of_it_nothing_is_said() => Nearby.Failing().Diagnose().Of(Cause.TlsRequired).ShouldBeNull();

    private static ObjectChange Mode(string before, string after) =>
        Nearby.Change(Nearby.Features, ObjectRelation.Configuration, new FieldChange("data.demo.conf.net.tls.mode", before, after));
}
