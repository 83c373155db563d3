namespace Autocura.Embedded.Durable;

/// <summary>What may be an instance id. The limits are those of the stores on Azure, so that an id good here is good there.</summary>
internal static class InstanceIds
{
    private const int Longest = 100;

    /// <exception cref="ArgumentException">The id would be refused on Azure.</exception>
    public static void Demand(string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        if (instanceId.Length > Longest) throw new ArgumentException($"Instance id '{instanceId}' has {instanceId.Length} characters; {Longest} are allowed.", nameof(instanceId));
        if (instanceId[0] == '@') throw new ArgumentException($"Instance id '{instanceId}' starts with '@', which is kept for entities.", nameof(instanceId));
        var forbidden = instanceId.FirstOrDefault(c => c is '/' or '\\' or '#' or '?' || char.IsControl(c));
        if (forbidden != default) throw new ArgumentException($"Instance id '{instanceId}' contains '{forbidden}': / \\ # ? and control characters are not allowed.", nameof(instanceId));
    }
}
