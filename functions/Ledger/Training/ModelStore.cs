using System.Collections.Concurrent;
using Autocura.Cluster;
using Autocura.Signals.Inference;
using Autocura.Signals.Training;

namespace Autocura.Ledger.Training;

/// <summary>
/// Keeps models in the cluster that they are about, in ConfigMaps of this system's own: so every host and both runtimes have the same. <c>autocura-models</c> holds the model that is
/// served and says when all were trained; those of series lie in <see cref="Shards"/> others, by their service. What was read is remembered until another training is known.
/// </summary>
public sealed class ModelStore(IClusters clusters, LedgerOptions options, TimeProvider time)
{
    /// <summary>The ConfigMap of the served model; those of series have a number behind it.</summary>
    public const string Name = "autocura-models";

    /// <summary>How many ConfigMaps hold the models of series. A role names each, so their number is fixed; together they have room for some thousand series.</summary>
    public const int Shards = 8;

    // An API server takes a megabyte.
    private const int MostBytes = 900_000;
    private const string Trained = "trained";
    private const string Warming = "warming";
    private const string Version = "version.";

    private static readonly TimeSpan Age = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, ModelIndex Index)> indexes = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, (string Trained, IReadOnlyList<SeriesModel> Models)> series = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The models of a cluster's series.</summary>
    /// <exception cref="ClusterException">They cannot be read.</exception>
    public async Task<IReadOnlyList<SeriesModel>> ReadAsync(string cluster, CancellationToken cancellationToken)
    {
        var trained = (await IndexAsync(cluster, cancellationToken)).Trained;
        if (trained.Length == 0) return [];
        if (series.TryGetValue(cluster, out var known) && known.Trained == trained) return known.Models;
        var shards = await Task.WhenAll(Enumerable.Range(0, Shards).Select(shard => Of(cluster, $"{Name}-{shard}").ReadAsync(cancellationToken)));
        IReadOnlyList<SeriesModel> models = [.. shards.SelectMany(entries => entries.Values).Select(ModelText.ReadSeries).OfType<SeriesModel>()];
        series[cluster] = (trained, models);
        return models;
    }

    /// <summary>The model that is served; none, and why, while it warms up or where it cannot be read.</summary>
    public async Task<ModelShelf> ShelfAsync(string cluster, CancellationToken cancellationToken)
    {
        try
        {
            return (await IndexAsync(cluster, cancellationToken)).Shelf;
        }
        catch (ClusterException refused)
        {
            return new ModelShelf(ModelShelf.AnomalyDetector, [], $"the models cannot be read: {refused.Message}");
        }
    }

    /// <summary>Keeps what was trained in the place of what was known. What is not kept, and why, a line for each.</summary>
    /// <exception cref="ClusterException">It cannot be written.</exception>
    public async Task<IReadOnlyList<string>> KeepAsync(string cluster, IReadOnlyCollection<SeriesModel> models, ModelShelf shelf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(shelf);
        var gaps = new List<string>();
        foreach (var shard in models.GroupBy(model => (int)(StableHash.Of($"{model.Key.Namespace}/{model.Key.Service}") % Shards)))
        {
            gaps.AddRange(await KeepAsync(cluster, $"{Name}-{shard.Key}", [.. shard], cancellationToken));
        }

        var entries = shelf.Versions.ToDictionary(model => Version + model.Version, ModelText.Write);
        entries[Trained] = $"{time.GetUtcNow():O}";
        if (shelf.Warming.Length > 0) entries[Warming] = shelf.Warming;
        if (!await Of(cluster, Name).ChangeAsync(_ => entries, cancellationToken)) gaps.Add($"others write {Name} all the time");
        indexes.TryRemove(cluster, out _);
        return gaps;
    }

    private async Task<IReadOnlyList<string>> KeepAsync(string cluster, string name, IReadOnlyList<SeriesModel> models, CancellationToken cancellationToken)
    {
        var (entries, bytes) = (new Dictionary<string, string>(), 0);
        foreach (var model in models.OrderByDescending(model => model.TrainedAt).ThenBy(model => $"{model.Key}", StringComparer.Ordinal))
        {
            var text = ModelText.Write(model);
            if ((bytes += text.Length) > MostBytes) break;
            entries[EntryOf(model.Key)] = text;
        }

        if (!await Of(cluster, name).ChangeAsync(_ => entries, cancellationToken)) return [$"others write {name} all the time"];
        return entries.Count == models.Count ? [] : [$"{models.Count - entries.Count} models have no room in {name}"];
    }

    private async Task<ModelIndex> IndexAsync(string cluster, CancellationToken cancellationToken)
    {
        if (indexes.TryGetValue(cluster, out var known) && time.GetUtcNow() - known.At < Age) return known.Index;
        var entries = await Of(cluster, Name).ReadAsync(cancellationToken);
        var versions = entries.Where(entry => entry.Key.StartsWith(Version, StringComparison.Ordinal)).Select(entry => ModelText.ReadServed(entry.Value)).OfType<ServedModel>().OrderBy(model => model.TrainedAt);
        var index = new ModelIndex(entries.GetValueOrDefault(Trained, ""), new ModelShelf(ModelShelf.AnomalyDetector, [.. versions], entries.GetValueOrDefault(Warming, "warming up: it has not been trained yet.")));
        indexes[cluster] = (time.GetUtcNow(), index);
        return index;
    }

    private OwnConfigMap Of(string cluster, string name) => new(clusters.Named(cluster), Kinds.ConfigMap.Ref(options.Namespace, name));

    /// <summary>Names of services come from labels, which are free text: what cannot be a key of a ConfigMap has a digest instead.</summary>
    private static string EntryOf(SeriesKey key)
    {
        var name = $"{key.Namespace}.{key.Service}.{key.Metric}";
        return name.Length <= 200 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.') ? name : $"digest.{StableHash.Of($"{key}"):x16}";
    }

    private sealed record ModelIndex(string Trained, ModelShelf Shelf);
}
