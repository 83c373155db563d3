using System.Text.Json;

namespace Microsoft.DurableTask;

/// <summary>
/// The worker's own JSON: property names as written, read without regard to case. Inputs, outputs, events and custom status
/// all pass through it, on this engine as on Azure.
/// </summary>
internal static class DurableJson
{
    internal static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    internal static string? Serialize(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), Options);

    internal static T? Deserialize<T>(string? json) => json is null ? default : JsonSerializer.Deserialize<T>(json, Options);
}
