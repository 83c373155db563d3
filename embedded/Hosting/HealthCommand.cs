using System.CommandLine;
using Autocura.Embedded.Hosting.Remote;

namespace Autocura.Embedded.Hosting;

/// <summary><c>health</c>: asks a running host whether it lives, for containers in which there is no other program that could.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public static Command Create()
    {
        var url = RemoteOptions.Url();
        var command = new Command("health", "Asks a running host whether it lives; ends with 1 when it does not.") { url };
        command.SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var host = new Uri(parsed.GetValue(url)!);
            using var http = new HttpClient { Timeout = Patience };
            try
            {
                using var answer = await http.GetAsync(new Uri(host, "/livez"), cancellation);
                await output.WriteLineAsync($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellation)}");
                return answer.IsSuccessStatusCode ? 0 : 1;
            }
            catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
            {
                await output.WriteLineAsync($"{host} does not answer: {silent.Message}");
                return 1;
            }
        });
        return command;
    }
}
