using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Configuration;

public sealed class CertificateRuleTests
{
    [Fact]
    public void A_certificate_that_ran_out_as_requests_began_to_fail_is_the_cause()
    {
        var diagnosis = Displaced.Expired().Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.CertificateExpired);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.9);
        diagnosis.Top.Culprit?.ToString().ShouldBe("Secret shop/cart-tls");
        diagnosis.Top.Headline.ShouldBe("The certificate of CN=cart.shop.svc in Secret cart-tls expired 6 min ago.");
        diagnosis.Top.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public void Its_end_says_enough_where_no_log_does() => Displaced.Expired(log: "").Diagnose().Top.Cause.ShouldBe(Cause.CertificateExpired);

    [Fact]
    public void One_that_is_not_valid_yet_is_as_useless() =>
        With(certificate => certificate with { NotBefore = Some.Noon + TimeSpan.FromHours(3), NotAfter = Some.Noon + TimeSpan.FromDays(90) }).Diagnose()
            .Top.Headline.ShouldBe("The certificate of CN=cart.shop.svc in Secret cart-tls is not valid for another 3 h.");

    [Fact]
    public void A_Secret_that_was_replaced_by_an_old_one_is_put_back()
    {
        var expired = Displaced.Expired();
        var change = new ObjectChange
        {
            Target = expired.Diagnose().Top.Culprit!,
            Kind = ChangeKind.Changed,
            At = Some.Noon - TimeSpan.FromMinutes(6),
            Relation = ObjectRelation.Configuration,
            IsAgainstKnownGood = true,
            KnownGoodHash = "abc",
        };

        (expired with { Surroundings = expired.Surroundings! with { Changes = [change] } }).Diagnose().Of(Cause.CertificateExpired)!.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void Somebody_elses_certificate_is_known_by_the_log_alone()
    {
        var met = (Displaced.Expired() with { Surroundings = null }).Diagnose().Top;

        met.Cause.ShouldBe(Cause.CertificateExpired);
        met.Culprit.ShouldBeNull();
        met.WouldChange.ShouldHaveSingleItem().ShouldStartWith("whose certificate it is");
    }

    [Fact]
    public void A_certificate_that_is_valid_is_not_suspected() =>
        (With(certificate => certificate with { NotAfter = Some.Noon + TimeSpan.FromDays(1) }) with { Pods = Some.Evidence().Pods }).Diagnose().Of(Cause.CertificateExpired).ShouldBeNull();

    [Fact]
    public void One_that_ran_out_long_before_did_not_begin_the_trouble()
    {
        var longAgo = (With(certificate => certificate with { NotAfter = Some.Noon - TimeSpan.FromDays(20) }) with { Pods = Some.Evidence().Pods }).Diagnose();

        longAgo.ProbabilityOf(Cause.CertificateExpired).ShouldBeLessThan(longAgo.ProbabilityOf(Cause.Unknown));
    }

    private static Evidence With(Func<CertificateView, CertificateView> change)
    {
        var expired = Displaced.Expired();
        return expired with { Surroundings = expired.Surroundings! with { Certificates = [change(expired.Surroundings!.Certificates[0])] } };
    }
}
