using Autocura.Diagnosis;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Releases;

public sealed class ProbeRuleTests
{
    private const string Refused = "Readiness probe failed: Get \"http://10.0.0.7:9090/healthz\": dial tcp 10.0.0.7:9090: connect: connection refused";
    private const string Late = "Readiness probe failed: Get \"http://10.0.0.7:8080/healthz\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)";

    private static readonly string Probes = ReleaseChange.Line(ReleaseChange.Probes, "app", "readinessProbe");
    private static readonly string Image = ReleaseChange.Line(ReleaseChange.Image, "app", "shop/cart:2 -> shop/cart:3");

    [Fact]
    public void A_probe_that_asks_at_a_port_where_nobody_listens_is_taken_back()
    {
        var top = Unready(Refused, Probes).With(Probing("9090")).Diagnose().Top;

        top.Cause.ShouldBe(Cause.WrongProbe);
        top.Culprit.ShouldBe(Nearby.Itself);
        top.Probability.ShouldBeGreaterThan(0.95);
        top.Clues.ShouldContain(clue => clue.Text == "the readiness probe of app asks at port 9090, which it does not declare");
        top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Theory]
    [InlineData("8080")]
    [InlineData("http")]
    public void A_probe_at_a_port_that_is_declared_by_number_or_name_is_not_astray(string port) =>
        Unready(Refused, Probes).With(Probing(port)).Diagnose().Of(Cause.WrongProbe)!.Clues.ShouldNotContain(clue => clue.Text.Contains("does not declare"));

    [Fact]
    public void A_release_that_left_the_probe_alone_is_suspected_less() =>
        Unready(Refused, Image).Diagnose().ProbabilityOf(Cause.WrongProbe).ShouldBeLessThan(Unready(Refused, Probes).Diagnose().ProbabilityOf(Cause.WrongProbe));

    [Fact]
    public void Who_waits_a_second_is_suspected_more_than_who_waits_for_long() =>
        Unready(Late, Image).With(Probing("8080", seconds: 30)).Diagnose().ProbabilityOf(Cause.WrongProbe)
            .ShouldBeLessThan(Unready(Late, Image).With(Probing("8080", seconds: 1)).Diagnose().ProbabilityOf(Cause.WrongProbe));

    [Fact]
    public void A_liveness_probe_that_kills_what_runs_is_told_from_a_crash()
    {
        var killed = Faulty.Release(Faulty.Crashing(137), ReleaseChange.Line(ReleaseChange.Probes, "app", "livenessProbe"))
            with
        { Warnings = [Unhealthy("Liveness probe failed: HTTP probe failed with statuscode: 404")] };

        killed.Diagnose().Top.Cause.ShouldBe(Cause.WrongProbe);
    }

    [Fact]
    public void Containers_that_end_by_themselves_need_no_probe_to_fail() =>
        (Faulty.CrashAfterRelease() with { Warnings = [Unhealthy(Refused)] }).Diagnose().Top.Cause.ShouldBe(Cause.CrashAfterRelease);

    [Fact]
    public void A_probe_that_failed_once_while_every_pod_is_ready_is_no_trouble() =>
        (Some.Evidence() with { Warnings = [Unhealthy(Refused)] }).Diagnose().Of(Cause.WrongProbe).ShouldBeNull();

    [Fact]
    public void A_pod_that_is_not_ready_and_whose_probe_nobody_saw_fail_is_no_suspect() =>
        (Unready(Refused, Probes) with { Warnings = [] }).Diagnose().Of(Cause.WrongProbe).ShouldBeNull();

    private static EventView Unhealthy(string message) => new("Unhealthy", message, "Pod/cart-3-a", 20, Some.Noon - TimeSpan.FromSeconds(20));

    private static ContainerView Probing(string port, int seconds = 1) =>
        Some.Container("shop/cart:3") with { Probes = [new ProbeView { Kind = "readiness", Port = port, Path = "/healthz", TimeoutSeconds = seconds, PeriodSeconds = 10, FailureThreshold = 3 }] };

    private static Evidence Unready(string message, string change)
    {
        var released = Faulty.Release(new ContainerStateView { Name = "app" }, change);
        return released with { Pods = [released.Pods[0] with { Phase = "Running" }, .. released.Pods.Skip(1)], Warnings = [Unhealthy(message)] };
    }
}
