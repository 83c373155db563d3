using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Cluster.Readers;

/// <summary>Registers the readers. They need <see cref="IClusters"/> and a <see cref="TimeProvider"/>.</summary>
public static class ReadersSetup
{
    public static IServiceCollection AddClusterReaders(this IServiceCollection services) => services
        .AddSingleton<EvidenceReader>()
        .AddSingleton<SurroundingsReader>()
        .AddSingleton<NeighbourReader>()
        .AddSingleton<RecoveryObserver>()
        .AddSingleton<ReviewReader>();
}
