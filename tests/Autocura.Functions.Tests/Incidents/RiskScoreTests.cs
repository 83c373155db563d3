using Autocura.Incidents;

namespace Autocura.Functions.Tests.Incidents;

public sealed class RiskScoreTests
{
    [Theory]
    [InlineData(SignalType.OomKill, 30)]
    [InlineData(SignalType.ErrorRate, 25)]
    [InlineData(SignalType.DeployFailing, 25)]
    [InlineData(SignalType.LatencySpike, 20)]
    [InlineData(SignalType.PodRestart, 20)]
    [InlineData(SignalType.PodNotReady, 20)]
    public void A_signal_adds_its_weight(SignalType signal, int weight) => RiskScore.Of([signal]).ShouldBe(weight);

    [Fact]
    public void The_same_signal_counts_once_however_often_it_fires() =>
        RiskScore.Of([SignalType.PodRestart, SignalType.PodRestart, SignalType.PodRestart]).ShouldBe(20);

    [Fact]
    public void The_score_is_capped_at_100() => RiskScore.Of(Enum.GetValues<SignalType>()).ShouldBe(100);

    [Theory]
    [InlineData(80, Severity.Critical)]
    [InlineData(79, Severity.High)]
    [InlineData(60, Severity.High)]
    [InlineData(59, Severity.Medium)]
    [InlineData(40, Severity.Medium)]
    [InlineData(39, Severity.Low)]
    [InlineData(0, Severity.Low)]
    public void Severity_follows_from_the_score(int score, Severity severity) => RiskScore.SeverityOf(score).ShouldBe(severity);
}
