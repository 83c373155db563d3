using Azure.Core;

namespace Azure.Monitor.Query;

/// <summary>How a <see cref="LogsQueryClient"/> talks: retries, transport and diagnostics are those of every Azure client.</summary>
public class LogsQueryClientOptions : ClientOptions
{
}
