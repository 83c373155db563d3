using Autocura.Embedded.Durable;
using Microsoft.Extensions.Hosting;

namespace Autocura.Embedded.Hosting;

/// <summary>Runs the durable engine while the host runs: from before the first request to after the last.</summary>
internal sealed class DurableEngineLifetime(DurableEngine engine) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => engine.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => engine.StopAsync();
}
