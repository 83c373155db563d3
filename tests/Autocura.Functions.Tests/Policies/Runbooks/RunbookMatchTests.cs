using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Policies.Runbooks;
using Autocura.Support;

namespace Autocura.Functions.Tests.Policies.Runbooks;

public sealed class RunbookMatchTests
{
    [Theory]
    [InlineData("everything is for everything", "", "", "", true)]
    [InlineData("the type of one of its signals", "pod_not_ready", "", "", true)]
    [InlineData("another type", "oom_kill", "", "", false)]
    [InlineData("the alert's name", "kube_pod_not_ready", "", "", true)]
    [InlineData("the kind of the workload", "", "", "Deployment", true)]
    [InlineData("another kind", "", "", "StatefulSet", false)]
    [InlineData("the incident's severity", "", "low", "", true)]
    [InlineData("an alert's severity", "", "warning", "", true)]
    [InlineData("another severity", "", "critical", "", false)]
    [InlineData("all of it", "pod_not_ready", "warning", "Deployment", true)]
    [InlineData("not all of it", "pod_not_ready", "critical", "Deployment", false)]
    public void A_runbook_is_for_incidents_like_its_trigger(string clause, string type, string severity, string kind, bool expected) =>
        (Match(new RunbookTrigger { SignalType = type, Severity = severity, ResourceKind = kind }) is not null).ShouldBe(expected, clause);

    [Fact]
    public void Labels_of_an_alert_and_of_the_pods_can_be_asked_for()
    {
        Match(new RunbookTrigger { AlertLabels = new Dictionary<string, string> { ["severity"] = "warning" } }).ShouldNotBeNull();
        Match(new RunbookTrigger { AlertLabels = new Dictionary<string, string> { ["team"] = "payments" } }).ShouldBeNull();
        Match(new RunbookTrigger { ResourceSelector = new LabelMatch { MatchLabels = new Dictionary<string, string> { ["app"] = "cart" } } }).ShouldNotBeNull();
        Match(new RunbookTrigger { ResourceSelector = new LabelMatch { MatchLabels = new Dictionary<string, string> { ["app"] = "web" } } }).ShouldBeNull();
    }

    [Fact]
    public void The_more_it_says_the_more_it_is_meant() =>
        RunbookMatch.Specificity(new RunbookTrigger { SignalType = "oom_kill", Severity = "high" }).ShouldBeGreaterThan(RunbookMatch.Specificity(new RunbookTrigger { ResourceKind = "Deployment" }));

    private static string? Match(RunbookTrigger trigger)
    {
        var signal = Some.Signal();
        var alert = signal.Alert with { Labels = new Dictionary<string, string>(signal.Alert.Labels) { ["severity"] = "warning" } };
        var evidence = Some.Evidence() with { Signals = [signal with { Alert = alert }], State = Some.State() with { PodLabels = new Dictionary<string, string> { ["app"] = "cart" } } };
        return RunbookMatch.Of(trigger, Some.Incident(), evidence);
    }
}
