using Autocura.Embedded.Hosting.Invocation;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Hosting.Timers;

/// <summary>What all timers of a host share.</summary>
internal sealed record TimerListenerContext(FunctionInvoker Invoker, TimerMemory Memory, BackgroundWork Work, TimeProvider Time, ILogger Log);
