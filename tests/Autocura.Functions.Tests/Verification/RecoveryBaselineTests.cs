using Autocura.Support;
using Autocura.Verification;

namespace Autocura.Functions.Tests.Verification;

public sealed class RecoveryBaselineTests
{
    [Theory]
    [InlineData(0.1, 0.4, 0.4)]
    [InlineData(0.4, 0.1, 0.4)]
    [InlineData(null, 0.4, null)]
    public void It_is_no_better_than_what_was_measured_first(double? before, double measured, double? expected) => new RecoveryBaseline(2, before)
        .AtLeast(new MeasurementRound(Some.Noon, [new Measurement("errors", MeasurementResult.Bad, "", measured)]))
        .ErrorRatio.ShouldBe(expected);

    [Fact]
    public void A_first_measurement_without_errors_changes_nothing() =>
        new RecoveryBaseline(2, 0.1).AtLeast(new MeasurementRound(Some.Noon, [new Measurement("rollout", MeasurementResult.Bad, "", 3)])).ErrorRatio.ShouldBe(0.1);
}
