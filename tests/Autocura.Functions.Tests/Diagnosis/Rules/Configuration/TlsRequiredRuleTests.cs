using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Configuration;

public sealed class TlsRequiredRuleTests
{
    private const string Refused = "error: remote error: tls handshake failure";

    private static readonly ObjectChange TurnedOn = Altered.Object("ConfigMap", "db-settings", ObjectRelation.Dependency, new FieldChange("data.mongod.conf.net.tls.mode", "disabled", "requireTLS"));

    [Fact]
    public void A_configuration_that_demands_TLS_of_clients_without_it_is_the_cause()
    {
        var diagnosis = Strained.Failing(Refused).After(TurnedOn).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.TlsRequired);
        diagnosis.Top.Culprit.ShouldBe(TurnedOn.Target);
        diagnosis.Top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void A_certificate_that_ran_out_is_another_matter() => Displaced.Expired().Diagnose().Top.Cause.ShouldBe(Cause.CertificateExpired);

    [Fact]
    public void A_change_that_turns_it_off_demands_nothing() =>
        Strained.Failing().After(TurnedOn with { Fields = [new FieldChange("data.mongod.conf.net.tls.mode", "requireTLS", "disabled")] }).Diagnose().Of(Cause.TlsRequired).ShouldBeNull();

    [Fact]
    public void Where_nobody_speaks_of_TLS_nothing_is_said() => Strained.Failing("connection refused").Diagnose().Of(Cause.TlsRequired).ShouldBeNull();
}
