using System.Globalization;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>Reads how to delete from the body and, where the body is silent, from the query.</summary>
internal static class DeleteOptionsReader
{
    public static DeleteOptions Read(ResourceRequest request, JsonObject? body) => new()
    {
        GracePeriodSeconds = body.Number("gracePeriodSeconds") ?? request.QueryNumber("gracePeriodSeconds"),
        Propagation = Propagation(request, body),
        Uid = body.Text("preconditions", "uid"),
        ResourceVersion = body.Text("preconditions", "resourceVersion"),
    };

    private static DeletePropagation Propagation(ResourceRequest request, JsonObject? body)
    {
        if ((body.Flag("orphanDependents")?.ToString(CultureInfo.InvariantCulture) ?? request.Query("orphanDependents")) is "True" or "true")
        {
            return DeletePropagation.Orphan;
        }

        var policy = body.Text("propagationPolicy") ?? request.Query("propagationPolicy");
        if (string.IsNullOrEmpty(policy))
        {
            return DeletePropagation.Background;
        }

        return Enum.TryParse<DeletePropagation>(policy, out var propagation)
            ? propagation
            : throw ApiStatusException.Invalid("meta.k8s.io", "DeleteOptions", "", [new("propagationPolicy", "FieldValueNotSupported", $"Unsupported value: \"{policy}\": supported values: \"Background\", \"Foreground\", \"Orphan\"")]);
    }
}
