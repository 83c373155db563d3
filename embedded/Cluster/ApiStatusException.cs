namespace Autocura.Embedded.Cluster;

/// <summary>Carries a refusal from where it is decided to where it is answered. The wording is the API server's own, as clients match on it.</summary>
public sealed class ApiStatusException(ApiStatus status) : Exception(status.Message)
{
    /// <summary>The refusal.</summary>
    public ApiStatus Status { get; } = status;

    /// <summary>404: no such object.</summary>
    public static ApiStatusException NotFound(ObjectKey key) => About(key, 404, "NotFound", $"{Resource(key)} \"{key.Name}\" not found");

    /// <summary>404: no such path.</summary>
    public static ApiStatusException NoSuchResource() => new(new ApiStatus(404, "NotFound", "the server could not find the requested resource"));

    /// <summary>409: the name is taken.</summary>
    public static ApiStatusException AlreadyExists(ObjectKey key) =>
        About(key, 409, "AlreadyExists", $"{Resource(key)} \"{key.Name}\" already exists");

    /// <summary>409: what the caller saw is not what is stored.</summary>
    public static ApiStatusException Conflict(ObjectKey key, string why = "the object has been modified; please apply your changes to the latest version and try again") =>
        About(key, 409, "Conflict", $"Operation cannot be fulfilled on {Resource(key)} \"{key.Name}\": {why}");

    /// <summary>403: understood, and refused.</summary>
    public static ApiStatusException Forbidden(ObjectKey key, string why, params StatusCause[] causes) =>
        new(About(key, 403, "Forbidden", $"{Resource(key)} \"{key.Name}\" is forbidden: {why}").Status with { Causes = causes });

    /// <summary>400: not understood.</summary>
    public static ApiStatusException BadRequest(string message) => new(new ApiStatus(400, "BadRequest", message));

    /// <summary>410: the asked-for resourceVersion is no longer kept.</summary>
    public static ApiStatusException Expired(string message) => new(new ApiStatus(410, "Expired", message));

    /// <summary>422: the object breaks the rules of its kind.</summary>
    public static ApiStatusException Invalid(string group, string kind, string name, IReadOnlyList<StatusCause> causes)
    {
        var told = causes.Select(cause => cause.Field.Length == 0 ? cause.Message : $"{cause.Field}: {cause.Message}").ToList();
        var list = told.Count == 1 ? told[0] : $"[{string.Join(", ", told)}]";
        var qualified = group.Length == 0 ? kind : $"{kind}.{group}";
        return new(new ApiStatus(422, "Invalid", $"{qualified} \"{name}\" is invalid: {list}") { Name = name, Group = group, Kind = kind, Causes = causes });
    }

    private static string Resource(ObjectKey key) => key.Group.Length == 0 ? key.Plural : $"{key.Plural}.{key.Group}";

    private static ApiStatusException About(ObjectKey key, int code, string reason, string message) =>
        new(new ApiStatus(code, reason, message) { Name = key.Name, Group = key.Group, Kind = key.Plural });
}
