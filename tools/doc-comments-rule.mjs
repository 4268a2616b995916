/** Who uses a library reads its exports before its code: each says in a line or two what it is for. */
export const docComments = {
  meta: { type: 'suggestion', schema: [] },
  create(context) {
    return {
      ExportNamedDeclaration(node) {
        const { declaration } = node;
        if (!declaration) return;
        const [first = node] = declaration.decorators ?? [];
        const comment = context.sourceCode.getCommentsBefore(first).at(-1);
        const isDoc = comment?.type === 'Block' && comment.value.startsWith('*');
        if (!isDoc) context.report({ node, message: 'An export of a library has a doc comment.' });
      },
    };
  },
};
