using System.Net;

namespace Autocura.Demo.Telemetry;

/// <summary>Adds this application's name to what was passed, and hands it to the next one. Whoever fails names himself, so that a chain tells where it broke.</summary>
public sealed class Chain(TelemetrySettings settings, Trouble trouble, HttpClient http)
{
    public async Task<IResult> ProcessAsync(IReadOnlyList<string> passed, CancellationToken cancellation)
    {
        if (await trouble.StrikesAsync(cancellation))
        {
            return Failed(settings.Name, "it was told to fail (APP_ERRORS)", HttpStatusCode.InternalServerError);
        }

        string[] own = [.. passed, settings.Name];
        return settings.Destination is { } next ? await ForwardAsync(new Uri(next, "/process"), own, cancellation) : Results.Json(own);
    }

    private async Task<IResult> ForwardAsync(Uri next, string[] passed, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync(next, passed, cancellation);
            var body = await answer.Content.ReadAsStringAsync(cancellation);
            return answer.IsSuccessStatusCode
                ? Results.Text(body, "application/json")
                : Failed(settings.Name, $"{next} answered {(int)answer.StatusCode}: {body}", HttpStatusCode.BadGateway);
        }
        catch (HttpRequestException unreachable)
        {
            return Failed(settings.Name, $"{next} cannot be reached: {unreachable.Message}", HttpStatusCode.BadGateway);
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed(settings.Name, $"{next} took longer than {http.Timeout.TotalSeconds:0} s", HttpStatusCode.GatewayTimeout);
        }
    }

    private static IResult Failed(string name, string why, HttpStatusCode code) => Results.Json(new { application = name, error = why }, statusCode: (int)code);
}
