using System.IO.Compression;
using System.Text.Json;
using Autocura.Signals.Forests;
using Autocura.Signals.Inference;

namespace Autocura.Signals.Training;

/// <summary>Models as text, for a ConfigMap: a line of JSON that people can read but for its forest, which is compressed.</summary>
public static class ModelText
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static string Write(SeriesModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return JsonSerializer.Serialize(new KeptModel(model.Version, model.TrainedAt, Pack(model.Forest)) { Key = model.Key, Rows = model.Rows, Median = model.Median, Spread = model.Spread, Scores = model.Scores, Distances = model.Distances, DriftedAt = model.DriftedAt }, Web);
    }

    public static string Write(ServedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return JsonSerializer.Serialize(new KeptModel(int.Parse(model.Version), model.TrainedAt, Pack(model.Forest)), Web);
    }

    /// <summary>Null when the text is no model of a series, or none that this version reads: it is trained anew.</summary>
    public static SeriesModel? ReadSeries(string text) => Read(text) is ({ Key: { } key, Scores: { } scores, Distances: { } distances } kept, var forest)
        ? new SeriesModel(key, kept.Version, kept.TrainedAt, kept.Rows) { Median = kept.Median, Spread = kept.Spread, Scores = scores, Distances = distances, Forest = forest, DriftedAt = kept.DriftedAt }
        : null;

    /// <summary>Null when the text is no model, or none that this version reads.</summary>
    public static ServedModel? ReadServed(string text) => Read(text) is var (kept, forest) ? new ServedModel($"{kept.Version}", kept.TrainedAt, forest) : null;

    private static (KeptModel Kept, IsolationForest Forest)? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<KeptModel>(text, Web) is { Forest.Length: > 0 } kept ? (kept, Unpack(kept.Forest)) : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Pack(IsolationForest forest)
    {
        using var packed = new MemoryStream();
        using (var compression = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true)) compression.Write(ForestBytes.Write(forest));
        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    private static IsolationForest Unpack(string packed)
    {
        using var compression = new BrotliStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        compression.CopyTo(bytes);
        return ForestBytes.Read(bytes.ToArray());
    }

    private sealed record KeptModel(int Version, DateTimeOffset TrainedAt, string Forest)
    {
        public SeriesKey? Key { get; init; }

        public int Rows { get; init; }

        public double Median { get; init; }

        public double Spread { get; init; }

        public ScoreTail? Scores { get; init; }

        public ScoreTail? Distances { get; init; }

        public DateTimeOffset? DriftedAt { get; init; }
    }
}
