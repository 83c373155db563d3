using Autocura.Ledger.Audit;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Autocura.Triggers.Access;

/// <summary>Lets a call that changes something through once it is on record (an emergency stop also when it cannot be), and has its answer recorded whichever way it ends.</summary>
internal sealed class CallGate(OwnProofs proofs, RequestLimits limits, CallRecorder recorder)
{
    public async Task PassAsync(FunctionContext context, HttpContext http, RouteRule rule, FunctionExecutionDelegate next)
    {
        if (await SmallBody.ReadAsync(http.Request, rule.MostBytes!.Value, http.RequestAborted) is not { } body)
        {
            await ProblemAnswer.TooLarge($"The body may have {rule.MostBytes} bytes.").WriteAsync(http);
            return;
        }

        var proved = proofs.Read(context, rule, http.Request, body);
        if (rule.Proof != ProofKind.None)
        {
            if (limits.TooMany(http, rule.Traffic, proved is null ? RequestLimits.Unknown : $"{proved.Caller.Way}:{proved.Caller.Name}") is { } tooMany)
            {
                await tooMany.WriteAsync(http);
                return;
            }

            if (proved is null)
            {
                await next(context); // nothing is proved or asked for, so the function does nothing but say why
                return;
            }
        }

        await RecordedAsync(context, http, (AuditedCalls.Of(context, http.Request, body, proved), EmergencyStop.IsAsked(context.FunctionDefinition.Name, body)), next);
    }

    private async Task RecordedAsync(FunctionContext context, HttpContext http, (AuditEntry Entry, bool MustNotWait) asked, FunctionExecutionDelegate next)
    {
        if (await recorder.AskedAsync(http, asked.Entry) is { } refusal && !asked.MustNotWait)
        {
            await refusal.WriteAsync(http);
            return;
        }

        var call = new AuditedCall(recorder, asked.Entry);
        call.Watch(http);
        try
        {
            await next(context);
        }
        catch
        {
            await call.EndAsync(StatusCodes.Status500InternalServerError);
            throw;
        }
    }
}
