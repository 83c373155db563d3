using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Configuration;

public sealed class AdmissionWebhookRuleTests
{
    private const string Unanswered = "Error creating: Internal error occurred: failed calling webhook \"guard.policy.example\": failed to call webhook: Post \"https://guard.policy.svc:443/check?timeout=10s\": no endpoints available";

    [Fact]
    public void A_webhook_that_refuses_pods_says_so()
    {
        var diagnosis = Displaced.Refused().Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.AdmissionWebhook);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.9);
        diagnosis.Top.Culprit?.ToString().ShouldBe("ValidatingWebhookConfiguration guard");
        diagnosis.Top.Headline.ShouldBe("The admission webhook guard.policy.example refuses the pods of cart.");
    }

    [Fact]
    public void A_webhook_that_does_not_answer_lets_nothing_pass() =>
        Displaced.Refused(Unanswered).Diagnose().Top.Headline.ShouldBe("The admission webhook guard.policy.example does not answer, and no pod of cart can be made.");

    [Fact]
    public void The_one_that_the_refusal_names_is_blamed_and_not_one_that_changed_too()
    {
        var other = Displaced.Webhook(mutating: true, closed: true, changedMinutesAgo: 6);
        var named = Displaced.Refused(changedMinutesAgo: 60 * 24 * 90).Around(view => view with { Webhooks = [view.Webhooks[0] with { IsBlamed = true }, other] });

        named.Diagnose().Top.Culprit?.Kind.ShouldBe("ValidatingWebhookConfiguration");
    }

    [Fact]
    public void One_that_fails_open_keeps_nobody_away_by_its_silence() =>
        Displaced.Refused(Unanswered, closed: false).Diagnose().Of(Cause.AdmissionWebhook)!.Culprit.ShouldBe(Some.Cart.Target());

    [Fact]
    public void A_webhook_that_is_new_is_removed()
    {
        var refused = Displaced.Refused();
        var created = new ObjectChange { Target = refused.Surroundings!.Webhooks[0].Ref, Kind = ChangeKind.Created, At = Some.Noon - TimeSpan.FromMinutes(6), Relation = ObjectRelation.Cluster, IsAgainstKnownGood = true };

        (refused with { Surroundings = refused.Surroundings! with { Changes = [created] } }).Diagnose().Top.Remedies.InShort().ShouldBe(["RemoveObject"]);
    }

    [Fact]
    public void A_release_that_an_old_webhook_refuses_is_taken_back()
    {
        var refused = Displaced.Refused(changedMinutesAgo: 60 * 24 * 90);
        var released = refused with { Releases = [refused.Releases[0] with { CreatedAt = Some.Noon - TimeSpan.FromMinutes(6) }, refused.Releases[1]] };

        released.Diagnose().Top.Cause.ShouldBe(Cause.AdmissionWebhook);
        released.Diagnose().Top.Remedies.InShort().ShouldBe(["RollBackRelease toRevision=1"]);
    }

    [Fact]
    public void Pods_that_a_quota_refuses_are_not_the_webhooks_doing() =>
        Displaced.Refused("Error creating: pods \"cart-2-c\" is forbidden: exceeded quota: team, requested: cpu=1, used: cpu=4, limited: cpu=4").Diagnose().Of(Cause.AdmissionWebhook).ShouldBeNull();

    [Fact]
    public void A_mutating_webhook_that_changed_before_new_pods_ailed_is_suspected()
    {
        var changed = Mutated(podsMadeMinutesAgo: 5);

        changed.Diagnose().Top.Cause.ShouldBe(Cause.AdmissionWebhook);
        changed.Diagnose().Top.Headline.ShouldBe("MutatingWebhookConfiguration guard was changed, and the 1 pods of cart made since are not ready.");
    }

    [Fact]
    public void Pods_that_ailed_before_it_changed_clear_it() => Mutated(podsMadeMinutesAgo: 20).Diagnose().Of(Cause.AdmissionWebhook).ShouldBeNull();

    private static Evidence Mutated(int podsMadeMinutesAgo)
    {
        var ill = Displaced.Evicted() with { Warnings = [] };
        return ill with
        {
            Pods = [ill.Pods[0] with { Phase = "Running", CreatedAt = Some.Noon - TimeSpan.FromMinutes(podsMadeMinutesAgo), Containers = [new ContainerStateView { Name = "app" }] }, ill.Pods[1]],
            Surroundings = new SurroundingsView { Webhooks = [Displaced.Webhook(mutating: true, closed: true, changedMinutesAgo: 6)] },
        };
    }
}
