using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.OpenApi;

namespace Autocura.Embedded.Cluster;

/// <summary>Serves what CustomResourceDefinitions define, for as long as they exist; with the definition its objects go too.</summary>
internal sealed class CustomResources : IDisposable
{
    private const string Group = "apiextensions.k8s.io";
    private const string Plural = "customresourcedefinitions";
    private readonly ObjectStore store;
    private readonly IDisposable observing;

    public CustomResources(ObjectStore store)
    {
        this.store = store;
        foreach (var definition in store.List(Group, Plural))
        {
            store.Catalog.Register(Types(definition));
        }

        observing = store.Observe(Follow);
    }

    public void Dispose() => observing.Dispose();

    private void Follow(ObjectChange change)
    {
        if (change.Key is not { Group: Group, Plural: Plural })
        {
            return;
        }

        if (change.Kind == ChangeKind.Deleted)
        {
            Withdraw(change.Current);
        }
        else
        {
            store.Catalog.Register(Types(change.Current));
        }
    }

    private void Withdraw(JsonObject definition)
    {
        var (group, plural) = (definition.Text("spec", "group") ?? "", definition.Text("spec", "names", "plural") ?? "");
        store.Batch(() =>
        {
            foreach (var obj in store.List(group, plural))
            {
                store.Delete(new(group, plural, obj.Namespace(), obj.Name()), Actor.ApiServer);
            }
        });
        store.Catalog.Remove(group, plural);
    }

    private static List<ResourceType> Types(JsonObject definition) =>
        [.. definition.Items("spec", "versions").OfType<JsonObject>().Where(version => version.Flag("served") == true).Select(version => TypeOf(definition, version))];

    private static ResourceType TypeOf(JsonObject definition, JsonObject version)
    {
        var names = definition.Child("spec", "names");
        var scale = version.Child("subresources", "scale");
        return new ResourceType
        {
            Group = definition.Text("spec", "group")!,
            Version = version.Text("name")!,
            Kind = names.Text("kind")!,
            Plural = names.Text("plural")!,
            Singular = names.Text("singular") ?? names.Text("kind")!.ToLowerInvariant(),
            Namespaced = definition.Text("spec", "scope") == "Namespaced",
            ShortNames = [.. names.Items("shortNames").Select(name => name.Text()).OfType<string>()],
            Categories = [.. names.Items("categories").Select(name => name.Text()).OfType<string>()],
            HasStatus = version.Child("subresources", "status") is not null,
            Scale = scale is null
                ? null
                : new(scale.Text("specReplicasPath") ?? "", scale.Text("statusReplicasPath") ?? "", scale.Text("labelSelectorPath")),
            TracksGeneration = true,
            IsStorageVersion = version.Flag("storage") == true,
            IsCustom = true,
            Schema = OpenApiReader.Root(version.Child("schema", "openAPIV3Schema")),
            SelectableFields = [.. version.Items("selectableFields").Select(field => field.Text("jsonPath")?.TrimStart('.')).OfType<string>()],
            Columns = [.. version.Items("additionalPrinterColumns").Select(column => new PrinterColumn(
                column.Text("name") ?? "",
                column.Text("type") ?? "string",
                column.Text("jsonPath") ?? "",
                (int)(column.Number("priority") ?? 0))
            {
                Description = column.Text("description") ?? "",
                Format = column.Text("format") ?? "",
            })],
        };
    }
}
