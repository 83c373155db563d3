using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>What a client wants to see of objects.</summary>
internal enum ResponseForm
{
    /// <summary>All of them.</summary>
    Objects,

    /// <summary>A printed table.</summary>
    Table,

    /// <summary>Their metadata.</summary>
    Metadata,
}

/// <summary>Reads the Accept header.</summary>
internal static class Form
{
    public static ResponseForm Of(HttpRequest request)
    {
        foreach (var accepted in request.Headers.Accept.ToString().Split(','))
        {
            var parts = accepted.Split(';', StringSplitOptions.TrimEntries);
            if (parts[0] is not ("application/json" or "*/*" or "application/*" or ""))
            {
                continue;
            }

            if (parts.Contains("as=Table") && parts.Contains("v=v1"))
            {
                return ResponseForm.Table;
            }

            return parts.Any(part => part.StartsWith("as=PartialObjectMetadata", StringComparison.Ordinal)) ? ResponseForm.Metadata : ResponseForm.Objects;
        }

        throw new ApiStatusException(new ApiStatus(406, "NotAcceptable", "only the following media types are accepted: application/json"));
    }
}
