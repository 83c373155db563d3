using Autocura.Support;

namespace Autocura.Functions.Tests.Cluster;

/// <summary>One cluster with the shop for the tests of a class: each of them reads it, or works on objects of its own.</summary>
public sealed class RunningShop : IAsyncLifetime
{
    private TestCluster? cluster;

    public TestCluster Cluster => cluster ?? throw new InvalidOperationException("The cluster has not been started.");

    public async Task InitializeAsync() => cluster = await TestCluster.StartAsync();

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}
