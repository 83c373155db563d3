using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Traffic;

public sealed class ForeignLoadRuleTests
{
    private static readonly ObjectRef Loud = Nearby.Named("Deployment", "loud", "apps/v1");

    [Fact]
    public void A_new_workload_since_which_answers_are_slow_is_taken_away()
    {
        var top = Slow().After(Nearby.Created(Loud, ObjectRelation.SameNamespace)).Diagnose().Top;

        top.Cause.ShouldBe(Cause.ApiServerFlooded);
        top.Culprit.ShouldBe(Loud);
        top.Headline.ShouldBe("Deployment shop/loud is new, and since it runs, answers take longer (p95 0.10 s before, 0.90 s now).");
        top.Remedies.InShort().ShouldBe(["RemoveObject"]);
    }

    [Fact]
    public void A_workload_that_was_there_before_is_not_blamed_for_its_own_change() =>
        Slow().After(Nearby.Change(Loud, ObjectRelation.SameNamespace)).Diagnose().Of(Cause.ApiServerFlooded).ShouldBeNull();

    [Fact]
    public void A_workload_is_not_foreign_to_itself() =>
        Slow().After(Nearby.Created(Nearby.Itself, ObjectRelation.Itself)).Diagnose().Of(Cause.ApiServerFlooded).ShouldBeNull();

    [Fact]
    public void Where_answers_are_as_fast_as_ever_a_new_workload_is_welcome() =>
        Nearby.Failing().After(Nearby.Created(Loud, ObjectRelation.SameNamespace)).Diagnose().Of(Cause.ApiServerFlooded).ShouldBeNull();

    [Fact]
    public void Requests_that_fail_speak_against_it_as_load_makes_them_slow_first() =>
        Share(Slow() with { ErrorRatio = 0.4, RequestRate = 20 }).ShouldBeLessThan(Share(Slow()));

    [Fact]
    public void A_workload_that_came_long_before_is_not_blamed() =>
        Slow().After(Nearby.Created(Loud, ObjectRelation.SameNamespace) with { At = Some.Noon - TimeSpan.FromDays(3) }).Diagnose().Top.Cause.ShouldBe(Cause.Unknown);

    [Fact]
    public void At_the_API_server_which_everybody_calls_the_newcomer_is_suspected_without_numbers()
    {
        var server = Some.Evidence() with { Workload = new WorkloadRef("test", "Pod", "kube-system", "api-server-1"), Releases = [] };

        var top = server.After(Nearby.Created(Loud, ObjectRelation.Cluster)).Diagnose().Top;

        top.Cause.ShouldBe(Cause.ApiServerFlooded);
        top.Headline.ShouldBe("Deployment shop/loud is new, and since it runs, api-server-1 is complained of.");
    }

    private static double Share(Evidence evidence) => evidence.After(Nearby.Created(Loud, ObjectRelation.SameNamespace)).Diagnose().ProbabilityOf(Cause.ApiServerFlooded);

    private static Evidence Slow() => Nearby.Serving().With(Strained.Series(Signal.LatencyP95, 0.1, 0.9));
}
