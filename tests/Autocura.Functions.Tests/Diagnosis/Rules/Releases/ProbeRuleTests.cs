using Autocura.Diagnosis;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Releases;

public sealed class ProbeRuleTests
{
    private static readonly EventView Unhealthy = new("Unhealthy", "Readiness probe failed: Get \"http://10.0.0.7:9999/health\": dial tcp 10.0.0.7:9999: connect: connection refused", "Pod/cart-3-a", 20, Some.Noon);

    [Fact]
    public void A_probe_that_asks_at_a_port_where_nobody_listens_is_wrong()
    {
        var diagnosis = Unready().Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.WrongProbe);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.9);
        diagnosis.Top.Clues.ShouldContain(clue => clue.Text == "the readiness probe of app asks at port 9999, which it does not declare");
        diagnosis.Top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void A_program_that_ends_by_itself_fails_its_probe_too()
    {
        var unready = Unready();
        var crashing = unready with { Pods = [unready.Pods[0] with { Containers = [Faulty.Crashing()] }, .. unready.Pods.Skip(1)] };

        crashing.Diagnose().Top.Cause.ShouldBe(Cause.CrashAfterRelease);
    }

    [Fact]
    public void Without_a_failed_probe_nothing_is_said() => (Unready() with { Warnings = [] }).Diagnose().Of(Cause.WrongProbe).ShouldBeNull();

    [Fact]
    public void A_probe_that_failed_while_pods_are_well_now_is_not_wrong() => (Some.Evidence() with { Warnings = [Unhealthy] }).Diagnose().Of(Cause.WrongProbe).ShouldBeNull();

    private static Evidence Unready()
    {
        var releasing = Faulty.Release(new ContainerStateView { Name = "app" }, ReleaseChange.Line(ReleaseChange.Probes, "app", "readinessProbe"));
        var astray = Some.Container("shop/cart:3") with { Probes = [new ProbeView { Kind = "readiness", Port = "9999", Path = "/health", TimeoutSeconds = 1, PeriodSeconds = 10, FailureThreshold = 3 }] };
        return (releasing with { Pods = [releasing.Pods[0] with { Phase = "Running", Node = "node-1" }, .. releasing.Pods.Skip(1)], Warnings = [Unhealthy] })
            .Wanting(state => state with { Containers = [astray], ProgressDeadline = TimeSpan.FromMinutes(5) });
    }
}
