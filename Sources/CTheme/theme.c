int mingzhang_placeholder(void) { return 0; }
