using Autocura.Functions.Tests.Cluster.Readers;
using Autocura.KnownGood.Health;

namespace Autocura.Functions.Tests.KnownGood.Health;

public sealed class ExperimentsTests
{
    [Theory]
    [InlineData("""{"metadata":{}}""", true)]
    [InlineData("""{"metadata":{},"status":{"conditions":[{"type":"AllInjected","status":"True"},{"type":"AllRecovered","status":"False"}]}}""", true)]
    [InlineData("""{"metadata":{},"status":{"conditions":[{"type":"AllRecovered","status":"True"}]}}""", false)]
    [InlineData("""{"metadata":{"annotations":{"experiment.chaos-mesh.org/pause":"true"}}}""", false)]
    public void An_experiment_runs_until_it_is_over_or_paused(string experiment, bool runs) => Experiments.IsRunning(Json.Object(experiment)).ShouldBe(runs);

    [Fact]
    public void It_works_on_what_it_selects_and_else_where_it_lies()
    {
        Experiments.Namespaces(Json.Object("""{"metadata":{"namespace":"chaos"},"spec":{"selector":{"namespaces":["shop"]}}}""")).ShouldBe(["shop"]);
        Experiments.Namespaces(Json.Object("""{"metadata":{"namespace":"chaos"},"spec":{"selector":{}}}""")).ShouldBe(["chaos"]);
    }
}
