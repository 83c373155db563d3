using Autocura.Diagnosis.Surroundings;
using Autocura.Planning.Learning;
using Autocura.Support;

namespace Autocura.Functions.Tests.Planning.Learning;

public sealed class WorkloadClassTests
{
    [Theory]
    [InlineData("Deployment", false, "Deployment")]
    [InlineData("Deployment", true, "Deployment-with-storage")]
    [InlineData("StatefulSet", true, "StatefulSet")]
    [InlineData("DaemonSet", false, "DaemonSet")]
    public void Workloads_are_alike_by_kind_and_by_whether_a_deployment_keeps_data(string kind, bool stores, string expected)
    {
        var evidence = Some.Evidence() with
        {
            Workload = Some.Cart with { Kind = kind },
            Surroundings = new SurroundingsView { Claims = stores ? [new ClaimView { Name = "data", Phase = "Bound" }] : [] },
        };

        WorkloadClass.Of(evidence).ShouldBe(expected);
    }

    [Fact]
    public void Where_the_surroundings_could_not_be_read_the_kind_says_it() => WorkloadClass.Of(Some.Evidence() with { Surroundings = null }).ShouldBe("Deployment");
}
