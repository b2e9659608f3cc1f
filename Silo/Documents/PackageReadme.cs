using SunGov.GrainInterfaces.Documents;

namespace SunGov.Silo.Documents;

/// <summary>What a reader in thirty years needs to know, without this platform.</summary>
internal static class PackageReadme
{
    public static string Of(PackageContents package) => $"""
        科技项目电子档案包
        ==================

        项目名称：{package.Title}
        项目编号：{package.Number ?? "（尚未编号）"}
        业务类型：{package.Programme}

        本包自成一体，不需要原平台即可阅读和核验。全部文本为 UTF-8 编码。

        目录
        ----
        manifest.json              清单：包内每个文件的路径、含义、字节数和 SM3 值
        manifest.signature.json    平台对清单的 SM2 签名和公钥
        forms/表单.pdf             每份已提交表单的版式文件，可直接阅读和打印
        forms/表单/次序/部分.json  每份表单每次提交时各部分的原始字节；被取代的也保留
        forms/表单/次序/sections.json  各部分的版本和 SM3 值；它自己的 SM3 值记在办理记录中
        documents/                 已下达文书的数据
        closed.json                归档清单（已归档的项目才有）：归档时固化，其 SM3 值记在办理记录中
        attachments/               申报和办理中上传的附件，序号加原文件名
        definition.json            本项目所依据的业务定义：表单的字段、环节和规则
        trail/trail.json           办理过程：何人、以何身份、何时、在哪个环节、做了什么、意见是什么
        trail/entries.jsonl        办理过程的原始记录，每行一条，可重算哈希

        怎样核验
        --------
        1. 清单：对每个文件计算 SM3（GB/T 32905），与 manifest.json 中的值比较；包内不应有清单以外的文件
           （manifest.json 和 manifest.signature.json 除外）。
        2. 签名：被签名的内容是一行文字“sungov-package-1”加换行符（0x0A），后接 manifest.json 的全部字节。
           算法为 SM2（GB/T 32918），用户标识 1234567812345678，签名为 DER 编码的 (r, s)。
           公钥应与平台公布的公钥比较。
        3. 记录链：entries.jsonl 每条记录的 hash = SM3(头 ‖ body)。头由下列各值依次组成，每个值前有 4 字节大端长度：
           previous（首条为 32 个零字节）、“sungov-entry-1”、kind、key、version、command（小写带连字符）、digest、
           answer（没有时为“0”，有时为“1”加其内容）、actor、identity、onBehalf、atMicroseconds、body 的字节数。
           文字为 UTF-8，数为 8 字节大端，十六进制值还原为字节。每条的 previous 等于上一条的 hash。
           最后一条的 hash 等于清单中的 lastHash。
           含 withheld 的记录略去了仅供主管部门掌握的值（如评审得分），每个值以加盐哈希 sm3 代替；command、digest 和 answer
           也略去，以免由此推算。这样的记录不能重算，它的 hash 由下一条的 previous 和清单的签名证明。以后如被告知某个值和它的
           盐，可核对：sm3 = SM3(“sungov-withheld-1”、盐、event、field、值的 JSON)，各值编码同上。
        4. 表单：提交时的记录（submission-begun）含表单和各部分的 SM3 值，与 forms/ 中的文件比较。
        5. 签署：签署记录（form-signed）的 signature 是平台密钥代签署人所作的 SM2 签名（Base64 的 DER）。被签名的内容由
           下列各值依次组成，编码同第 3 条：“sungov-signature-1”、项目（记录的 key）、no、task、party.zh、form、sm3、
           by 的 person、name、identity、role、organisation、organisationName、代理人 onBehalf.id（没有时为空）、at
           （1970 年以来的微秒数）、签署记录的 key（公钥的 SM3 值，十六进制）。sm3 是被签署表单的 sections.json 的 SM3 值。

        """;
}
