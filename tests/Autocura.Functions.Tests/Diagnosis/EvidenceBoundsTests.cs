using System.Text.Json;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis;

public sealed class EvidenceBoundsTests
{
    private static readonly Evidence Whole = Crowded.Own();
    private static readonly Evidence Fitted = EvidenceBounds.Fit(Whole);

    public static TheoryData<int> Faults => [.. Enumerable.Range(0, AllFaults.Evidence.Count)];

    [Fact]
    public void What_is_small_is_left_as_it_is()
    {
        var small = Faulty.CrashAfterRelease();

        EvidenceBounds.Fit(small).ShouldBeSameAs(small);
    }

    [Fact]
    public void The_evidence_of_a_workload_with_5000_pods_stays_within_its_bound()
    {
        Whole.Pods.Count.ShouldBeGreaterThanOrEqualTo(5000);
        Length(Fitted).ShouldBeLessThanOrEqualTo(EvidenceBounds.Own);
        Fitted.PodsInAll.ShouldBe(5000);
    }

    [Fact]
    public void Logs_kept_elsewhere_count_as_the_rest()
    {
        var talkative = Whole with { ExternalLogs = [.. Enumerable.Range(0, 12).Select(line => $"app: {line} {new string('x', 400)}")] };

        var fitted = EvidenceBounds.Fit(talkative);

        Length(fitted).ShouldBeLessThanOrEqualTo(EvidenceBounds.Own);
        EvidenceBounds.Outline(talkative).ExternalLogs.ShouldBeEmpty();
    }

    [Fact]
    public void The_worst_pod_the_newest_warning_and_what_the_release_changed_are_never_lost()
    {
        Fitted.Pods[0].Name.ShouldBe(Whole.Pods[0].Name);
        Fitted.Pods[0].Containers.ShouldContain(container => container.Waiting == "CrashLoopBackOff");
        Fitted.Warnings[0].ShouldBe(Whole.Warnings[0]);
        Fitted.Releases[0].Changes[0].ShouldBe(Whole.Releases[0].Changes[0]);
        Fitted.Releases[1].Containers.ShouldContain(container => container.Name == "app" && container.MemoryLimit != null);
        Fitted.State!.Containers.ShouldContain(container => container.Name == "app");
        Fitted.State.Replicas.ShouldBe(Whole.State!.Replicas);
    }

    [Fact]
    public void What_is_around_a_workload_in_a_crowded_namespace_stays_within_its_bound()
    {
        var fitted = EvidenceBounds.Fit(new SurroundingsReading(Crowded.Around(), []));

        Length(fitted.View).ShouldBeLessThanOrEqualTo(EvidenceBounds.Around);
        fitted.View.NodesInAll.ShouldBe(5000);
    }

    [Fact]
    public void The_closest_of_what_is_around_is_never_lost()
    {
        var (whole, fitted) = (Crowded.Around(), EvidenceBounds.Fit(new SurroundingsReading(Crowded.Around(), [])).View);

        fitted.Changes[0].Target.ShouldBe(whole.Changes[0].Target);
        fitted.Changes[0].Fields[0].ShouldBe(whole.Changes[0].Fields[0]);
        fitted.Changes[0].KnownGoodHash.ShouldBe(whole.Changes[0].KnownGoodHash);
        fitted.Policies[0].ShouldBe(whole.Policies[0]);
        fitted.Nodes[0].Name.ShouldBe(whole.Nodes[0].Name);
        fitted.Experiments[0].Ref.ShouldBe(whole.Experiments[0].Ref);
        fitted.Claims[0].Name.ShouldBe(whole.Claims[0].Name);
        fitted.Quotas[0].Name.ShouldBe(whole.Quotas[0].Name);
        fitted.Configurations[0].Name.ShouldBe(whole.Configurations[0].Name);
        fitted.LastHealthyAt.ShouldBe(whole.LastHealthyAt);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_cut_off_behind_a_fault_does_not_change_the_answer(int fault)
    {
        var crowded = Crowded.Behind(AllFaults.Evidence[fault]);

        EvidenceBounds.Fit(crowded).Diagnose().Top.Cause.ShouldBe(crowded.Diagnose().Top.Cause);
    }

    [Fact]
    public void An_answer_with_many_hypotheses_stays_within_its_bound_and_keeps_the_first()
    {
        var whole = Crowded.Answer();
        var fitted = EvidenceBounds.Fit(whole);

        Length(fitted).ShouldBeLessThanOrEqualTo(EvidenceBounds.Answer);
        fitted.Top.Cause.ShouldBe(whole.Top.Cause);
        fitted.Top.Remedies.Count.ShouldBe(whole.Top.Remedies.Count);
        fitted.Top.Clues[0].ShouldBe(whole.Top.Clues[0]);
        fitted.Hypotheses.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void The_outline_holds_nothing_that_was_only_needed_to_find_out_why()
    {
        var outline = EvidenceBounds.Outline(Fitted with { Surroundings = Crowded.Around(), Neighbours = [Strained.Dependency()] });

        Length(outline).ShouldBeLessThanOrEqualTo(EvidenceBounds.Own);
        outline.Surroundings.ShouldBeNull();
        outline.Neighbours.ShouldBeEmpty();
        outline.Pods.SelectMany(pod => pod.Containers).ShouldAllBe(container => container.Log.Length == 0 && container.LastLog.Length == 0);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Guardrails_answer_the_same_about_the_outline(int fault)
    {
        var review = SomePlan.UnderReview() with { Evidence = AllFaults.Evidence[fault] with { Gaps = ["events: late"] } };

        Findings(review with { Evidence = EvidenceBounds.Outline(review.Evidence) }).ShouldBe(Findings(review));
    }

    [Theory]
    [InlineData(EvidencePart.Workload)]
    [InlineData(EvidencePart.Releases)]
    [InlineData(EvidencePart.Namespace)]
    public void A_gap_that_denies_a_plan_is_in_the_outline(string part)
    {
        var review = SomePlan.WithGap(part);

        Findings(review with { Evidence = EvidenceBounds.Outline(review.Evidence) }).ShouldBe(Findings(review));
    }

    private static IEnumerable<string> Findings(PlanUnderReview review) =>
        GuardrailReview.Review(RegisteredGuardrails.All(), review).Findings.Select(finding => $"{finding.Guardrail} {finding.Kind}: {finding.Reason}");

    private static int Length<T>(T part) => part is null ? 0 : JsonSerializer.Serialize(part).Length;
}
