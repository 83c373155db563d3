using System.Text.Json;
using Autocura.Orchestrations;

namespace Autocura.Triggers.Access;

/// <summary>The one call that is carried out although it could not be recorded: to stop every change. A record that is broken must not keep anybody from that.</summary>
internal static class EmergencyStop
{
    public static bool IsAsked(string function, byte[] body)
    {
        if (function != FunctionNames.SetKillSwitch)
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("stop", out var stop) && stop.ValueKind == JsonValueKind.True;
        }
        catch (JsonException)
        {
            return false; // the function says what is wrong with it
        }
    }
}
