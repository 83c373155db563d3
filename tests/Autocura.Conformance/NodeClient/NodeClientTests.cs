namespace Autocura.Conformance.NodeClient;

/// <summary>One case for each check that <c>node/run.mjs</c> carries out with <c>@kubernetes/client-node</c>.</summary>
[Collection(OneCluster.Name)]
public sealed class NodeClientTests(ClusterUnderTest cluster, NodeChecks checks) : IClassFixture<NodeChecks>
{
    [NodeTheory]
    [MemberData(nameof(NodeChecks.Names), MemberType = typeof(NodeChecks))]
    public async Task Holds(string check)
    {
        var outcomes = await checks.RunAsync(cluster);

        outcomes.Keys.ShouldBe(NodeChecks.Sentences, ignoreOrder: true);

        // A real cluster is free not to serve what is not yet stable; the simulation serves all that is checked.
        string[] allowed = cluster.IsSimulated ? ["passed"] : ["passed", "notServed"];
        allowed.ShouldContain(outcomes[check].Outcome, outcomes[check].Why);
    }
}
