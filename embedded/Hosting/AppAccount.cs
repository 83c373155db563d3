using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Admission;

namespace Autocura.Embedded.Hosting;

/// <summary>
/// The service account that the app acts as in the simulated cluster, with its namespace, roles and bindings: the very files of <c>infra/</c> by which it is
/// installed on a real one. So whatever the app does here is proved to need no more than they give.
/// </summary>
internal sealed class AppAccount(ObjectStore store, TimeProvider time)
{
    private const string Resources = "AppAccount.";
    private const string Account = "ServiceAccount";
    private static readonly Actor Installer = new("autocura-admin", "kubectl", "kubectl");
    private readonly ObjectAdmission admission = new(store, time);

    /// <summary>Installs what is missing, brings the rules of the roles up to date, and returns the account. A binding that somebody took away stays away.</summary>
    public JsonObject Install() => store.Batch(() =>
    {
        var manifests = Manifests().OrderBy(manifest => manifest.Kind() == "Namespace" ? 0 : 1).ToList();
        var account = manifests.Single(manifest => manifest.Kind() == Account);
        var isFirst = store.Find(KeyOf(account)) is null;
        foreach (var manifest in manifests)
        {
            Apply(manifest, isFirst);
        }

        return store.Find(KeyOf(account))!;
    });

    private void Apply(JsonObject manifest, bool isFirst)
    {
        var key = KeyOf(manifest);
        if (store.Find(key) is null)
        {
            if (isFirst || !manifest.Kind().EndsWith("Binding", StringComparison.Ordinal))
            {
                admission.AdmitNew(TypeOf(manifest), manifest);
                store.Create(key, manifest, Installer);
            }
        }
        else if (manifest["rules"] is { } rules)
        {
            store.Update(key, role => With(role, rules), Installer);
        }
    }

    private static JsonObject With(JsonObject role, JsonNode rules)
    {
        role["rules"] = rules.DeepClone();
        return role;
    }

    private static IEnumerable<JsonObject> Manifests()
    {
        var assembly = typeof(AppAccount).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Resources, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            foreach (var document in YamlTree.ParseAll(reader.ReadToEnd()).OfType<JsonObject>())
            {
                yield return document;
            }
        }
    }

    private ObjectKey KeyOf(JsonObject manifest) => TypeOf(manifest).Key(manifest.Namespace(), manifest.Name());

    private ResourceType TypeOf(JsonObject manifest) => store.Catalog.FindKind(manifest.ApiVersion(), manifest.Kind())
        ?? throw new InvalidDataException($"infra/ installs a {manifest.ApiVersion()} {manifest.Kind()}, a kind that the simulated API server does not serve.");
}
