using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;

namespace Autocura.Embedded.Tests.Cluster;

/// <summary>A store in a folder of its own, with the namespace "shop", on a clock that stands still.</summary>
internal sealed class TemporaryStore : IDisposable
{
    public static readonly Actor Tester = new("tester", "tests/1.0", "tests");
    private readonly string folder = Directory.CreateTempSubdirectory("autocura-store-").FullName;
    private readonly int history;

    public TemporaryStore(int history = 1000)
    {
        this.history = history;
        Store = Open();
        Store.Create(ObjectKey.Core("namespaces", null, "shop"), Parse("""{"apiVersion":"v1","kind":"Namespace"}"""), Tester);
    }

    public ObjectStore Store { get; private set; }

    public static ObjectKey Deployment(string name) => ObjectKey.Apps("deployments", "shop", name);

    public static ObjectKey Pod(string name) => ObjectKey.Core("pods", "shop", name);

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    public static JsonObject OwnedBy(JsonObject owner) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject
        {
            ["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = owner.ApiVersion(),
                ["kind"] = owner.Kind(),
                ["name"] = owner.Name(),
                ["uid"] = owner.Uid(),
                ["controller"] = true,
            }),
        },
    };

    public JsonObject CreateDeployment(string name, int replicas = 1) => Store.Create(
        Deployment(name),
        new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["spec"] = new JsonObject { ["replicas"] = replicas } },
        Tester);

    /// <summary>What a process finds that is started after this one died.</summary>
    public ObjectStore Reopen()
    {
        Store.Dispose();
        return Store = Open();
    }

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private ObjectStore Open() => ObjectStore.Open(Path.Combine(folder, "cluster.db"), new ResourceCatalog(), new StoppedClock(), seed: 7, history);

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    }
}
