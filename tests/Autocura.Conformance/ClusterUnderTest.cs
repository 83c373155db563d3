namespace Autocura.Conformance;

/// <summary>
/// The cluster that the suite runs on: the one whose kubeconfig <see cref="Variable"/> names, else a simulated one. The suite waits here and nowhere else, as
/// only the time of the simulation has to be moved.
/// </summary>
public sealed class ClusterUnderTest : IAsyncLifetime, IDisposable
{
    public const string Variable = "AUTOCURA_TEST_KUBECONFIG";

    // Few enough that a version from the beginning of the cluster is no longer kept, as in a cluster that has been there for a while.
    private const int KeptChanges = 300;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private readonly TemporaryFolder cache = new();
    private TestCluster? simulated;

    public string Kubeconfig { get; private set; } = "";

    public bool IsSimulated => simulated is not null;

    /// <summary>Where kubectl keeps what it has learnt, for the whole run.</summary>
    public string CacheFolder => cache.FullName;

    public async Task InitializeAsync()
    {
        var given = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(given))
        {
            simulated = await TestCluster.StartAsync(KeptChanges);
        }

        Kubeconfig = simulated?.KubeconfigPath ?? Path.GetFullPath(given!);
        if (!File.Exists(Kubeconfig))
        {
            throw new InvalidOperationException($"{Variable} names {Kubeconfig}, which is not there. Name a kubeconfig of a cluster to test on, or leave the variable out for the simulation.");
        }
    }

    /// <summary>Awaits work that waits for the cluster: time passes meanwhile.</summary>
    public async Task<T> MeanwhileAsync<T>(Task<T> work)
    {
        using var pace = new PeriodicTimer(Pace);
        while (simulated is not null && !work.IsCompleted)
        {
            await simulated.RunAsync(Step);
            await pace.WaitForNextTickAsync();
        }

        return await work;
    }

    public async Task DisposeAsync()
    {
        if (simulated is not null)
        {
            await simulated.DisposeAsync();
        }
    }

    public void Dispose() => cache.Dispose();
}

/// <summary>All of the suite shares one cluster; every test has a namespace of its own in it.</summary>
[CollectionDefinition(Name)]
public sealed class OneCluster : ICollectionFixture<ClusterUnderTest>
{
    public const string Name = "one cluster";
}
