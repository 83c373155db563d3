using Autocura.Alerts;
using Autocura.Incidents;

namespace Autocura.Functions.Tests.Alerts;

public sealed class SignalTypesTests
{
    [Theory]
    [InlineData("KubePodCrashLooping", SignalType.PodRestart)]
    [InlineData("KubePodNotReady", SignalType.PodNotReady)]
    [InlineData("KubePodOOMKilled", SignalType.OomKill)]
    [InlineData("KubeDeploymentReplicasMismatch", SignalType.PodNotReady)]
    [InlineData("KubeDeploymentRolloutStuck", SignalType.DeployFailing)]
    [InlineData("HighRequestErrorRate", SignalType.ErrorRate)]
    [InlineData("HighRequestLatency", SignalType.LatencySpike)]
    [InlineData("KubeContainerWaiting", SignalType.PodNotReady)]
    [InlineData("SomebodysOwnRule", SignalType.Other)]
    public void A_well_known_name_has_its_type(string name, SignalType type) => SignalTypes.Of(SomeAlert.On("cart", name)).ShouldBe(type);

    [Fact]
    public void The_rules_author_knows_best() =>
        SignalTypes.Of(SomeAlert.With(("alertname", "KubePodCrashLooping"), ("signal_type", "oom_kill"))).ShouldBe(SignalType.OomKill);

    [Fact]
    public void A_type_that_does_not_exist_says_nothing() =>
        SignalTypes.Of(SomeAlert.With(("alertname", "KubePodCrashLooping"), ("signal_type", "1"))).ShouldBe(SignalType.PodRestart);

    [Fact]
    public void Its_name_in_records_is_the_one_in_payloads() =>
        Enum.GetValues<SignalType>().Select(SignalTypes.NameOf).ShouldBe(["other", "oom_kill", "error_rate", "deploy_failing", "latency_spike", "pod_restart", "pod_not_ready"]);
}
