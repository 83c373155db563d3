using System.Text;
using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Incidents;
using Autocura.KnownGood.Comparison;
using Autocura.KnownGood.Records;

namespace Autocura.KnownGood.Capture;

/// <summary>An object as it is now, with the hash by which it is told whether it is known.</summary>
internal sealed record SeenObject(JsonObject Source, NormalNode Normal, string Hash, IReadOnlyDictionary<string, string>? KeyHashes)
{
    public ObjectRef Target => RefOf(Source);

    public static ObjectRef RefOf(JsonObject source) =>
        new(source.Text("apiVersion") ?? "", source.Text("kind") ?? "", source.Text("metadata", "namespace") ?? "", source.Name());

    public static SeenObject Of(JsonObject source, bool isAutoscaled)
    {
        var keyHashes = source.Text("kind") == "Secret" ? SecretHashes.Of(source) : null;
        var normal = keyHashes is null ? NormalForm.Of(source, isAutoscaled) : NormalForm.OfSecret(keyHashes);
        return new SeenObject(source, normal, NormalForm.HashOf(normal), keyHashes);
    }

    public static bool IsNoise(JsonObject source) =>
        Noise.IsObject(source.Text("kind") ?? "", source.Name(), source.Map("metadata", "labels"), source.Map("metadata", "annotations"))
        || source.Text("type") is "kubernetes.io/service-account-token" or "helm.sh/release.v1" or "bootstrap.kubernetes.io/token";

    public KnownVersion Version(DateTimeOffset healthyFrom, string ownNamespace) => new()
    {
        Target = Target,
        Record = RecordIdentity.Record(Target, Hash, ownNamespace),
        Hash = Hash,
        Uid = Source.Uid(),
        ResourceVersion = Source.Text("metadata", "resourceVersion") ?? "",
        HealthyFrom = healthyFrom,
        Replicas = Source.Int("spec", "replicas"),
    };

    public KnownState State(DateTimeOffset now, int maxBytes)
    {
        var written = Provenance.Of(Source);
        var snapshot = KeyHashes is null ? Snapshot.Of(Source) : null;
        var bytes = snapshot is null ? 0 : Encoding.UTF8.GetByteCount(snapshot.ToJsonString());
        return new KnownState
        {
            CapturedAt = now,
            Generation = Source.Long("metadata", "generation") ?? 0,
            ChangedAt = written.At,
            ChangedBy = written.By,
            Object = bytes <= maxBytes ? snapshot : null,
            KeyHashes = KeyHashes,
            Omitted = KeyHashes is not null ? "Of a Secret only hashes are kept."
                : bytes > maxBytes ? $"It has {bytes} bytes, and objects of more than {maxBytes} are kept as a hash only (Autocura:KnownGood:MaxObjectBytes)."
                : "",
        };
    }
}
