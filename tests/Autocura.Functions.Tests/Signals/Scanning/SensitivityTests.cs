using Autocura.Signals;
using Autocura.Signals.Scanning;

namespace Autocura.Functions.Tests.Signals.Scanning;

public sealed class SensitivityTests
{
    [Fact]
    public void The_default_changes_nothing() => new ScanOptions().Sensed().ShouldBe(new ScanOptions());

    [Theory]
    [InlineData(1, 3.786, 0.0315, 1.315, 2.893, 0.362)]
    [InlineData(0.5, 11.972, 0.0998, 1.998, 6.986, 0.0403)]
    [InlineData(0, 37.857, 0.3155, 4.155, 19.929, 3.89e-5)]
    public void It_stretches_every_threshold(double sensitivity, double score, double errors, double latency, double surge, double lost)
    {
        var sensed = new ScanOptions { Sensitivity = sensitivity }.Sensed();

        sensed.Score.ShouldBe(score, 1e-3);
        sensed.ErrorStep.ShouldBe(errors, 1e-4);
        sensed.LatencyTimes.ShouldBe(latency, 1e-3);
        sensed.SurgeTimes.ShouldBe(surge, 1e-3);
        sensed.LostShare.ShouldBe(lost, lost / 100);
        sensed.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_is_set_remains_a_setting_that_may_be() =>
        new ScanOptions { Sensitivity = 0, ErrorStep = 0.9, LostShare = 0 }.Sensed().Problems().ShouldBeEmpty();
}
