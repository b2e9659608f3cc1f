using System.Collections.Immutable;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Calls;

/// <summary>What a call gives recommending units to decide on and to spend (R-BUS-03); pure.</summary>
public static class CallBlockRules
{
    /// <summary>Title of the notice that a change posts.</summary>
    public const string Title = "关于调整切块额度和管理权限的通知";

    private const int Most = 100;
    private const long MostFen = 1_000_000_000_000;

    /// <summary>Sets the blocks of a published call. What was decided before stays, also where it was more.</summary>
    public static Decision<CallEvent> Set(CallState state, SetCallBlocks command, Caller caller, DateTimeOffset now)
    {
        var refusal = CallRules.Managed(state, caller)
            ?? (state.Published is null ? CallRefusals.NotPublished : null)
            ?? Fault(command.Blocks)
            ?? CallRules.Text("reason", command.Reason, 4, 1_000);
        return refusal is not null
            ? refusal
            : new BlocksSet(
                now, Actor.Of(caller), command.Blocks, CallRules.NoticeId(state), command.Reason.Trim());
    }

    /// <summary>What is wrong with blocks; null when nothing is.</summary>
    public static Refusal? Fault(ImmutableArray<CallBlock> blocks) =>
        blocks.Length > Most ? SharedRefusals.Length("blocks", 0, Most)
        : blocks.DistinctBy(block => block.Unit.Id).Count() != blocks.Length ? CallRefusals.BlockTwice
        : blocks.Any(block => block.Unit.Id.Length == 0 || block.Places < 0 || block.Fen is < 0 or > MostFen)
            ? CallRefusals.BlockUnlikely
            : null;
}
