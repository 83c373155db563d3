namespace Autocura.Embedded.Cluster.Routes;

/// <summary>Finds the moment that a list is to be of. Pages after the first are of the moment of the first.</summary>
internal static class ListMoment
{
    private const int RetryAfterSeconds = 1;

    /// <summary>The state to list from, and the version to give for it.</summary>
    public static StoreState Of(ObjectStore store, ResourceRequest request, ListOptions options)
    {
        var now = request.State ?? store.State;
        if (options.Continue is { Version: ContinueToken.Present })
        {
            return now;
        }

        if (options.Continue is { } token)
        {
            return store.FindMoment(now, request.Key.Group, request.Type.Plural, token.Version) ?? throw TooOld(token);
        }

        if (options.Version > now.ResourceVersion)
        {
            throw TooNew(options.Version.Value, now.ResourceVersion);
        }

        return !options.IsExact
            ? now
            : store.FindMoment(now, request.Key.Group, request.Type.Plural, options.Version!.Value)
                ?? throw ApiStatusException.Expired($"The resourceVersion for the provided list is too old: {options.Version}. Use the present one, or leave it out.");
    }

    // The token that comes with the refusal goes on from the same place in the present.
    private static ApiStatusException TooOld(ContinueToken token) => new(new ApiStatus(
        410,
        "Expired",
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this "
        + "response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted "
        + "between the time the first chunk was returned and now may show up in the list.")
    { Continue = (token with { Version = ContinueToken.Present }).ToString() });

    private static ApiStatusException TooNew(long asked, long now) => new(new ApiStatus(
        504, "Timeout", $"Timeout: Too large resource version: {asked}, current: {now}")
    {
        Causes = [new("", "ResourceVersionTooLarge", "Too large resource version")],
        RetryAfterSeconds = RetryAfterSeconds,
    });
}
