using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster;

/// <summary>The field that is wrong, why (a Kubernetes cause reason), and what to do about it.</summary>
public sealed record StatusCause(string Field, string Reason, string Message);

/// <summary>A refusal as the API expresses it: HTTP code, machine-readable reason, message, and what it is about.</summary>
public sealed record ApiStatus(int Code, string Reason, string Message)
{
    /// <summary>Name of the object concerned.</summary>
    public string? Name { get; init; }

    /// <summary>API group of the object concerned.</summary>
    public string? Group { get; init; }

    /// <summary>Kind (of an invalid object) or plural (otherwise) concerned.</summary>
    public string? Kind { get; init; }

    /// <summary>Uid of the object concerned.</summary>
    public string? Uid { get; init; }

    /// <summary>Every field at fault.</summary>
    public IReadOnlyList<StatusCause> Causes { get; init; } = [];

    /// <summary>Seconds after which a retry makes sense.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Where a list that cannot be gone on with as it was may be gone on with.</summary>
    public string? Continue { get; init; }

    /// <summary>The Status object as it goes over the wire.</summary>
    public JsonObject ToJson()
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = Continue is null ? new JsonObject() : new JsonObject { ["continue"] = Continue },
            ["status"] = "Failure",
            ["message"] = Message,
            ["reason"] = Reason,
        };
        if (DetailsToJson() is { Count: > 0 } details)
        {
            status["details"] = details;
        }

        status["code"] = Code;
        return status;
    }

    private JsonObject DetailsToJson()
    {
        var details = new JsonObject();
        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                details[name] = value;
            }
        }

        Add("name", Name);
        Add("group", Group);
        Add("kind", Kind);
        Add("uid", Uid);
        if (Causes.Count > 0)
        {
            details["causes"] = new JsonArray([.. Causes.Select(CauseToJson)]);
        }

        if (RetryAfterSeconds is { } seconds)
        {
            details["retryAfterSeconds"] = seconds;
        }

        return details;
    }

    private static JsonNode CauseToJson(StatusCause cause)
    {
        var json = new JsonObject { ["reason"] = cause.Reason, ["message"] = cause.Message };
        if (cause.Field.Length > 0)
        {
            json["field"] = cause.Field;
        }

        return json;
    }
}
