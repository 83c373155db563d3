using Autocura.Forecasting.Capacity;

namespace Autocura.Functions.Tests.Forecasting.Capacity;

public sealed class CapacityDeclarationTests
{
    [Fact]
    public void The_fields_of_the_predictive_scaler_are_taken_by_name()
    {
        var declared = Of(("threshold", "10"), ("activationThreshold", "5"), ("historyTimeWindow", "7d"), ("predictionHorizon", "2h"), ("minReplicas", "1"), ("maxReplicas", "10"), ("forecast-query", "sum(rate(x[1m]))"), ("podStartTime", "90s")).ShouldNotBeNull();

        declared.Problems.ShouldBeEmpty();
        declared.Query.ShouldBe("sum(rate(x[1m]))");
        declared.Terms.ShouldBe(new CapacityTerms { Threshold = 10, ActivationThreshold = 5, MinReplicas = 1, MaxReplicas = 10, PodStartTime = TimeSpan.FromSeconds(90) });
    }

    [Fact]
    public void Without_a_threshold_nothing_is_declared() => Of(("maxReplicas", "10")).ShouldBeNull();

    [Theory]
    [InlineData("threshold", "ten", "autocura.io/threshold is 'ten'; it must be a number.")]
    [InlineData("threshold", "0", "autocura.io/threshold is 0; it must be above 0.")]
    [InlineData("predictionHorizon", "2 hours", "autocura.io/predictionHorizon is '2 hours'; it must be a number and a unit, such as 30s, 5m, 2h or 7d.")]
    [InlineData("probability", "1", "autocura.io/probability is 1; use more than 0 and less than 1.")]
    [InlineData("maxReplicas", "0", "autocura.io/minReplicas is 1 and autocura.io/maxReplicas 0; use 0 or more, and no less than that.")]
    public void What_is_wrong_is_named_with_what_it_may_be(string name, string value, string problem) =>
        Of(name == "threshold" ? (name, value) : ("threshold", "1"), name == "threshold" ? ("minReplicas", "1") : (name, value)).ShouldNotBeNull().Problems.ShouldHaveSingleItem().ShouldBe(problem);

    private static CapacityDeclaration? Of(params (string Name, string Value)[] annotations) =>
        CapacityDeclaration.Of(annotations.ToDictionary(pair => $"autocura.io/{pair.Name}", pair => pair.Value));
}
